package io.autotask.performance.optimizer.dispatch;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A call that waits in the queue, or is about to leave it.
 *
 * @param exchange what is asked
 * @param chain the stages that come after the queue
 * @param patience how long it may wait
 * @param sink is told how the call goes on
 */
record Waiting(CallExchange exchange, Chain chain, Patience patience, MonoSink<Mono<Answer>> sink) {

	/**
	 * How long the call may wait yet: not longer than one may, nor than its callers do.
	 * @return nanoseconds; zero or less when the time is up
	 */
	long left(long now) {
		Long dueBy = this.exchange.dueBy();
		long patience = this.patience.left(now);
		return (dueBy != null) ? Math.min(patience, dueBy - now) : patience;
	}

	/**
	 * Tells how the call goes on, now that it has a slot or shares one.
	 * @param way leads to the answer
	 */
	void proceed(Mono<Answer> way) {
		this.sink.success(way);
	}

}
