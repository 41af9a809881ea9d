package io.autotask.performance.optimizer.resilience;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.CallEvent.NotSentReason;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Serving;
import io.autotask.performance.call.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/**
 * Settles creates of unknown outcome, when the caller named the field of the new row
 * whose value is there once: the row is looked up by it, a few times, because it may
 * still be on its way, and when it is there, the caller gets the answer that the create
 * would have had. When it is not, the caller gets what happened, as without us: that a
 * row is not there yet does not prove that it will not be, so a create is never sent
 * twice.
 */
public final class SettleStage implements Stage {

	private static final int LOOK_UPS = 3;

	/** Each pause is so many times the one before. */
	private static final int FACTOR = 4;

	private static final int OK = 200;

	private final RetrySettings settings;

	/**
	 * The stage.
	 * @param settings the pauses before a look-up
	 */
	public SettleStage(RetrySettings settings) {
		this.settings = settings;
	}

	@Override
	public Mono<Answer> apply(CallExchange exchange, Chain chain) {
		Reference reference = this.settings.enabled() ? Reference.of(exchange) : null;
		if (reference == null) {
			return chain.proceed(exchange);
		}
		return Mono.defer(() -> chain.proceed(exchange))
			.map(Outcome::of)
			.onErrorResume((failure) -> Mono.just(Outcome.of(failure)))
			.flatMap((outcome) -> Failures.open(outcome)
					? settled(exchange, chain, reference, 1).switchIfEmpty(outcome.signal()) : outcome.signal());
	}

	private Mono<Answer> settled(CallExchange create, Chain chain, Reference reference, int lookUp) {
		if (lookUp > LOOK_UPS) {
			return Mono.empty();
		}
		return Mono.delay(pause(lookUp))
			.then(Mono.defer(() -> lookUp(create, chain, reference)))
			.switchIfEmpty(Mono.defer(() -> settled(create, chain, reference, lookUp + 1)));
	}

	/** The answer of the create, or empty when the row is not there, or nobody knows. */
	private static Mono<Answer> lookUp(CallExchange create, Chain chain, Reference reference) {
		CallExchange asking = create.aside(call(create.call()), reference.query(create.call().entity()));
		if (asking == null) {
			return Mono.empty();
		}
		return Mono.defer(() -> chain.proceed(asking))
			.doOnError((failure) -> asking.end(NotSentReason.of(failure)))
			.doOnCancel(() -> asking.end(NotSentReason.CANCELLED))
			// What is not found out is not known, as before.
			.onErrorComplete()
			.mapNotNull((answer) -> created(reference.rowIn(answer)));
	}

	private Duration pause(int lookUp) {
		double millis = this.settings.backoff().toMillis() * Math.pow(FACTOR, lookUp - 1);
		return Duration.ofMillis((long) Math.min(millis, this.settings.maxBackoff().toMillis()));
	}

	private static @Nullable Answer created(@Nullable Long id) {
		if (id == null) {
			return null;
		}
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		byte[] body = ("{\"itemId\":" + id + "}").getBytes(StandardCharsets.UTF_8);
		return new Answer.Whole(new BufferedResponse(OK, headers, body), Serving.network(false));
	}

	private static ApiCall call(ApiCall create) {
		return new ApiCall(create.origin(), create.entity(), Operation.QUERY, false, null, null, create.integration(),
				create.identity(), null, null,
				new CallOptions(false, create.options().priority(), null, create.options().caller(), true));
	}

}
