package io.autotask.performance.cache;

import java.util.concurrent.atomic.AtomicInteger;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.CallEvent.NotSentReason;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.Chain;
import reactor.core.publisher.Mono;

/**
 * Asks again for what is in memory, while its callers have their answers already. Once
 * for a key at a time, behind all other calls, and never more than a number at once. When
 * it fails, the next reader tries again.
 */
final class Refreshing {

	private static final int MAX_AT_ONCE = 100;

	private final SharedReads shared;

	private final AtomicInteger atOnce = new AtomicInteger();

	Refreshing(SharedReads shared) {
		this.shared = shared;
	}

	/**
	 * Asks again, unless somebody does already.
	 * @param exchange of a caller who has its answer
	 */
	void refresh(CallExchange exchange, CallKey key, Chain chain) {
		if (this.shared.isInTheAir(key) || this.atOnce.get() >= MAX_AT_ONCE) {
			return;
		}
		this.atOnce.incrementAndGet();
		CallExchange behind = exchange.behind();
		Mono.defer(() -> this.shared.ask(behind, key, chain))
			.doFinally((signal) -> this.atOnce.decrementAndGet())
			.subscribe((answer) -> refreshed(behind, answer), (failure) -> failed(behind, failure),
					() -> behind.end(NotSentReason.FAILED));
	}

	private static void refreshed(CallExchange behind, Answer answer) {
		if (answer instanceof Answer.Stream stream) {
			stream.discardUnlessRead();
		}
	}

	/** Nobody waits for it, and what was sent is counted as every call is. */
	private static void failed(CallExchange behind, Throwable failure) {
		behind.end(NotSentReason.of(failure));
	}

}
