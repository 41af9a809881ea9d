package io.autotask.performance.optimizer.resilience;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.Attempt;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.Stage;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.optimizer.RetryAfter;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sends a read again that failed in a way that may be over soon, and a write only when it
 * provably did not run. When that does not help, or may not be done, the caller gets the
 * last answer or failure as it is. The pause is outside of any slot, and afterwards the
 * request queues like everybody else.
 * <p>
 * Pauses grow exponentially with equal jitter (M. Brooker, "Exponential Backoff And
 * Jitter", AWS Architecture Blog, 2015), so that callers that failed together do not come
 * back together; only reads that left as one query do, to leave as one again. Attempts
 * are counted by Resilience4j.
 */
public final class RetryStage implements Stage {

	private static final int MAX_HOSTS = 100;

	private static final int MOST_DOUBLINGS = 20;

	private static final Duration NEVER = Duration.ofSeconds(-1);

	private final RetrySettings settings;

	private final Circuits circuits;

	private final TimeSource time;

	private final DoubleSupplier random;

	private final Retry reads;

	private final Retry writes;

	private final Map<Origin, RetryBudget> budgets = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * The stage.
	 * @param settings what is sent again, and after which pauses
	 * @param circuits the circuits of the hosts
	 * @param time the clock
	 * @param random numbers from 0 to 1 for the jitter
	 */
	public RetryStage(RetrySettings settings, Circuits circuits, TimeSource time, DoubleSupplier random) {
		this.settings = settings;
		this.circuits = circuits;
		this.time = time;
		this.random = random;
		this.reads = retry("reads", Failures::passing);
		this.writes = retry("writes", Failures::notRun);
	}

	@Override
	public Mono<Answer> apply(CallExchange exchange, Chain chain) {
		return Mono.defer(() -> {
			Circuit circuit = this.circuits.of(exchange.call());
			if (circuit != null && circuit.isOpen()) {
				return Mono.error(circuit.refusal(exchange.call()));
			}
			if (!this.settings.enabled() || exchange.call().options().bypass()) {
				return chain.proceed(exchange);
			}
			budget(exchange).earn();
			boolean write = exchange.call().write();
			return attempt(new Call(exchange, chain, circuit, (write ? this.writes : this.reads).asyncContext()));
		});
	}

	private Mono<Answer> attempt(Call call) {
		return call.chain()
			.proceed(call.exchange())
			.map(Outcome::of)
			.onErrorResume((failure) -> Mono.just(Outcome.of(failure)))
			.flatMap((outcome) -> after(call, outcome));
	}

	private Mono<Answer> after(Call call, Outcome outcome) {
		Duration pause = pause(call, outcome);
		if (pause.isNegative()) {
			return outcome.signal();
		}
		outcome.discard();
		call.exchange().planRetry(call.cause(outcome));
		return Mono.delay(pause).then(Mono.defer(() -> attempt(call)));
	}

	/** How long to wait before the next attempt, or a negative time for ever. */
	private Duration pause(Call call, Outcome outcome) {
		long millis = call.millisToNextAttempt(outcome);
		Attempt attempt = call.exchange().attempt();
		Long dueBy = call.exchange().dueBy();
		boolean tooLate = dueBy != null
				&& this.time.nanos() + Duration.ofMillis(Math.max(0, millis)).toNanos() - dueBy >= 0;
		if (millis < 0 || attempt == null || tooLate) {
			return NEVER;
		}
		// Once for all who left in one request.
		return attempt
			.pause(() -> (call.isOpen() || !budget(call.exchange()).spend()) ? NEVER : Duration.ofMillis(millis));
	}

	private Retry retry(String name, Function<Outcome, @Nullable String> causeOf) {
		return Retry.of(name,
				RetryConfig.<Answer>custom()
					.maxAttempts(this.settings.maxAttempts())
					.retryOnResult((answer) -> causeOf.apply(Outcome.of(answer)) != null)
					.retryOnException((failure) -> causeOf.apply(Outcome.of(failure)) != null)
					.intervalBiFunction(this::millis)
					.build());
	}

	private long millis(int attempt, Either<Throwable, Answer> end) {
		Duration own = ownPause(attempt);
		Duration asked = end.isRight() ? RetryAfter.of(end.get().headers(), this.time.instant()) : null;
		if (asked == null || asked.compareTo(own) < 0) {
			// Who asks for no pause at all gets one all the same: requests are counted.
			return own.toMillis();
		}
		return Math.min(asked.toMillis(), this.settings.maxRetryAfter().toMillis());
	}

	private Duration ownPause(int attempt) {
		double longest = this.settings.backoff().toNanos() * Math.pow(2, Math.min(attempt - 1, MOST_DOUBLINGS));
		double bounded = Math.min(longest, this.settings.maxBackoff().toNanos());
		// Never less than half: a pause of nothing would fail again at once.
		return Duration.ofNanos((long) (bounded * (0.5 + this.random.getAsDouble() / 2)));
	}

	private RetryBudget budget(CallExchange exchange) {
		Origin origin = exchange.call().origin();
		synchronized (this.budgets) {
			RetryBudget budget = this.budgets.get(origin);
			if (budget == null) {
				if (this.budgets.size() >= MAX_HOSTS) {
					this.budgets.remove(this.budgets.keySet().iterator().next());
				}
				budget = new RetryBudget(this.settings.budget(), this.time);
				this.budgets.put(origin, budget);
			}
			return budget;
		}
	}

	/** A call and its attempts. */
	private record Call(CallExchange exchange, Chain chain, @Nullable Circuit circuit,
			Retry.AsyncContext<Answer> attempts) {

		/** A negative number when there is none. */
		long millisToNextAttempt(Outcome outcome) {
			if (outcome.answer() != null) {
				return this.attempts.onResult(outcome.answer());
			}
			return (outcome.failure() != null) ? this.attempts.onError(outcome.failure()) : -1;
		}

		boolean isOpen() {
			return this.circuit != null && this.circuit.isOpen();
		}

		String cause(Outcome outcome) {
			String cause = this.exchange.call().write() ? Failures.notRun(outcome) : Failures.passing(outcome);
			return (cause != null) ? cause : "unknown";
		}

	}

}
