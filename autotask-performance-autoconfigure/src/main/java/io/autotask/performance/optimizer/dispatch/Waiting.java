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
	 * Tells how the call goes on, now that it has a slot or shares one.
	 * @param way leads to the answer
	 */
	void proceed(Mono<Answer> way) {
		this.sink.success(way);
	}

}
