package io.autotask.performance.cache;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.Stage;
import reactor.core.publisher.Mono;

/**
 * Answers a read from memory, or lets it share the same read of somebody else, or asks
 * and keeps what comes back. What is old is given when the API cannot be asked.
 */
public final class RecallStage implements Stage {

	private final IntelligentCache cache;

	private final Filling filling;

	private final SharedReads shared;

	private final Refreshing refreshing;

	/**
	 * The stage.
	 * @param cache the cache
	 * @param failures counts what of ours fails
	 */
	public RecallStage(IntelligentCache cache, OwnFailures failures) {
		this.cache = cache;
		this.filling = new Filling(cache, failures);
		this.shared = new SharedReads(cache.memory(), this.filling);
		this.refreshing = new Refreshing(this.shared);
	}

	/**
	 * Empties the cache, and lets nobody join what is on its way.
	 */
	public void reset() {
		this.shared.detach();
		this.cache.clearHere();
	}

	int flightsInTheAir() {
		return this.shared.inTheAir();
	}

	@Override
	public Mono<Answer> apply(CallExchange exchange, Chain chain) {
		CallKey key = exchange.call().key();
		if (key == null || !exchange.call().isRecallable()) {
			return chain.proceed(exchange).flatMap((answer) -> this.filling.pass(exchange, answer));
		}
		return Mono.defer(() -> recall(exchange, key, chain));
	}

	private Mono<Answer> recall(CallExchange exchange, CallKey key, Chain chain) {
		Recollection recollection = this.cache.recall(exchange.call(), key);
		if (recollection instanceof Recollection.Found found) {
			exchange.recall();
			if (found.refresh()) {
				this.refreshing.refresh(exchange, key, chain);
			}
			return Mono.just(found.answer());
		}
		MissCount count = new MissCount(this.cache.memory().statistics(), exchange.call(),
				(Recollection.Missing) recollection);
		return count.of(ask(exchange, key, chain).onErrorResume((failure) -> insteadOf(failure, exchange, key))
			.map((answer) -> insteadOf(answer, exchange, key)));
	}

	private Mono<Answer> ask(CallExchange exchange, CallKey key, Chain chain) {
		if (!this.cache.settings().sharing() || this.cache.memory().isQuarantined(exchange.call())) {
			return this.filling.ask(exchange, key, Takeoff.of(exchange, key, this.cache.memory()), chain);
		}
		return this.shared.ask(exchange, key, chain);
	}

	/**
	 * What is in memory, though it is old, when the API could not be asked. A failure of
	 * our own before the wire is no reason: the call may still pass as if we were not
	 * there.
	 */
	private Mono<Answer> insteadOf(Throwable failure, CallExchange exchange, CallKey key) {
		boolean ours = exchange.isWaiting() && !(failure instanceof AutotaskRequestRefusedException);
		Answer old = ours ? null : this.cache.memory().recallInsteadOfFailure(exchange.call(), key);
		return (old != null) ? Mono.just(old) : Mono.error(failure);
	}

	private Answer insteadOf(Answer answer, CallExchange exchange, CallKey key) {
		if (answer.serving().fromMemory() || !Unavailability.isSaidBy(answer)) {
			return answer;
		}
		Answer old = this.cache.memory().recallInsteadOfFailure(exchange.call(), key);
		return (old != null) ? old : answer;
	}

}
