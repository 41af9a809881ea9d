package io.autotask.performance.optimizer.resilience;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Stage;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.optimizer.ThreadLimit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/**
 * Sends a request again that the thread limit turned away. That is safe for a write too,
 * because such a request did not run. The pause is outside of any slot, and afterwards
 * the request queues like everybody else.
 * <p>
 * Pauses grow exponentially with equal jitter (M. Brooker, "Exponential Backoff And
 * Jitter", AWS Architecture Blog, 2015), so that callers that were turned away together
 * do not come back together.
 */
public final class RetryStage implements Stage {

	private static final String THREAD_LIMIT = "thread-limit";

	private static final int MOST_DOUBLINGS = 20;

	private final RetrySettings settings;

	private final TimeSource time;

	private final DoubleSupplier random;

	/**
	 * The stage.
	 * @param settings how long to pause
	 * @param time the clock
	 * @param random numbers from 0 to 1 for the jitter
	 */
	public RetryStage(RetrySettings settings, TimeSource time, DoubleSupplier random) {
		this.settings = settings;
		this.time = time;
		this.random = random;
	}

	@Override
	public Mono<Answer> apply(CallExchange exchange, Chain chain) {
		if (!this.settings.enabled() || exchange.call().options().bypass()) {
			return chain.proceed(exchange);
		}
		return Mono.defer(() -> attempt(exchange, chain, 0, this.time.nanos(), exchange.joins()));
	}

	private Mono<Answer> attempt(CallExchange exchange, Chain chain, int repetitions, long startedAt, int joins) {
		return chain.proceed(exchange).flatMap((answer) -> {
			if (!ThreadLimit.rejected(answer)) {
				return Mono.just(answer);
			}
			Duration pause = pause(repetitions, answer.headers());
			long now = this.time.nanos();
			// Who joined meanwhile may wait as long as the first one did.
			long waitingSince = (exchange.joins() != joins) ? now : startedAt;
			Duration spent = Duration.ofNanos(now - waitingSince);
			if (spent.plus(pause).compareTo(this.settings.maxWait()) > 0) {
				return Mono.error(refused(exchange, repetitions + 1, spent, pause));
			}
			exchange.planRetry(THREAD_LIMIT);
			return Mono.delay(pause)
				.then(Mono.defer(() -> attempt(exchange, chain, repetitions + 1, waitingSince, exchange.joins())));
		});
	}

	private Duration pause(int repetitions, HttpHeaders headers) {
		Duration own = ownPause(repetitions);
		Duration asked = retryAfter(headers);
		if (asked == null || asked.compareTo(own) < 0) {
			// Who asks for no pause at all gets one all the same: requests are counted.
			return own;
		}
		return (asked.compareTo(this.settings.maxRetryAfter()) < 0) ? asked : this.settings.maxRetryAfter();
	}

	private Duration ownPause(int repetitions) {
		double longest = this.settings.backoff().toNanos() * Math.pow(2, Math.min(repetitions, MOST_DOUBLINGS));
		double bounded = Math.min(longest, this.settings.maxBackoff().toNanos());
		// Never less than half: a pause of nothing would be turned away at once.
		return Duration.ofNanos((long) (bounded * (0.5 + this.random.getAsDouble() / 2)));
	}

	private static @Nullable Duration retryAfter(HttpHeaders headers) {
		String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (value == null) {
			return null;
		}
		try {
			long seconds = Long.parseLong(value.trim());
			return (seconds >= 0) ? Duration.ofSeconds(seconds) : null;
		}
		catch (NumberFormatException ex) {
			// A date, or nonsense: our own pause does as well.
			return null;
		}
	}

	private AutotaskRequestRefusedException refused(CallExchange exchange, int rejections, Duration spent,
			Duration pause) {
		return new AutotaskRequestRefusedException(Reason.QUEUE_TIMEOUT, pause,
				"Autotask turned away a call (" + exchange.call().inWords() + ") " + rejections + " times in " + spent
						+ " because too many requests ran at once, of this integration code, from here or elsewhere; "
						+ this.settings.maxWait()
						+ " are allowed ('autotask.performance.optimization.concurrency.max-wait')."
						+ " Let other processes with the same code run fewer requests at once.");
	}

}
