package io.autotask.performance.cache;

import java.util.OptionalLong;
import java.util.function.Supplier;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.OwnFailures;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Asks for an answer, and keeps it. The fill belongs to the request, not to a caller.
 */
final class Filling {

	/** Above it, in bytes, a body is read on a worker thread and not on an event loop. */
	private static final int LARGE = 256 * 1024;

	private final IntelligentCache cache;

	private final OwnFailures failures;

	Filling(IntelligentCache cache, OwnFailures failures) {
		this.cache = cache;
		this.failures = failures;
	}

	/**
	 * Asks, unless another instance has, or memory has an answer when the request is
	 * about to be sent.
	 */
	Mono<Answer> ask(CallExchange exchange, CallKey key, Takeoff takeoff, Chain chain) {
		Mono<Answer> sent = chain.proceed(exchange)
			.flatMap((answer) -> read(answer, () -> keep(exchange, key, takeoff, answer)))
			.switchIfEmpty(Mono.fromSupplier(takeoff::found));
		return this.cache.secondLevel().recall(exchange, key, takeoff).cast(Answer.class).switchIfEmpty(sent);
	}

	/**
	 * An answer passes that is not kept: it may still show that something in memory is
	 * old.
	 */
	Mono<Answer> pass(CallExchange exchange, Answer answer) {
		forgetWhenRefused(exchange.call(), answer);
		OptionalLong asOf = exchange.departedAt();
		if (exchange.call().write() || !(answer instanceof Answer.Whole whole) || asOf.isEmpty()
				|| answer.status() != HttpStatus.OK.value()) {
			return Mono.just(answer);
		}
		return read(answer, () -> {
			try {
				this.cache.memory().passed(exchange.call(), asOf.getAsLong(), whole.response());
			}
			catch (RuntimeException ex) {
				this.failures.record("An answer was not compared with what is kept", ex);
			}
			return answer;
		});
	}

	/** Reads an answer where nobody is kept waiting by it. */
	private static Mono<Answer> read(Answer answer, Supplier<Answer> reading) {
		return (answer instanceof Answer.Whole whole && whole.response().length() > LARGE)
				? Mono.fromSupplier(reading).subscribeOn(Schedulers.parallel()) : Mono.just(reading.get());
	}

	private Answer keep(CallExchange exchange, CallKey key, Takeoff takeoff, Answer answer) {
		forgetWhenRefused(exchange.call(), answer);
		OptionalLong asOf = exchange.departedAt();
		AnswerMemory.Departure departure = takeoff.departure();
		if (!(answer instanceof Answer.Whole whole) || asOf.isEmpty() || departure == null) {
			return answer;
		}
		exchange.publish(new CallEvent.Answered(exchange.call(), whole.response()));
		try {
			StoredAnswer kept = this.cache.memory()
				.keep(exchange.call(), key, departure, asOf.getAsLong(), whole.response());
			if (kept != null) {
				this.cache.secondLevel().keep(exchange, key, takeoff, kept);
			}
			return whole.servedAs(whole.serving().storing(kept != null));
		}
		catch (RuntimeException ex) {
			// Autotask has answered, and that is what the caller asked for.
			this.failures.record("An answer was not kept", ex);
			return answer;
		}
	}

	private void forgetWhenRefused(ApiCall call, Answer answer) {
		boolean refused = answer.status() == HttpStatus.UNAUTHORIZED.value()
				|| answer.status() == HttpStatus.FORBIDDEN.value();
		if (refused && call.identity() != null) {
			this.cache.forget(call.origin(), call.identity());
		}
	}

}
