package io.autotask.performance.call;

import reactor.core.publisher.Mono;

/**
 * One concern on the way of a request. A stage answers itself, or lets the chain go on
 * and looks at what comes back. Stateless or thread-safe.
 */
@FunctionalInterface
public interface Stage {

	/**
	 * Does its part.
	 * @param exchange what is asked, and what became of it so far
	 * @param chain the stages after this one
	 * @return does the work when subscribed to; cancelling it gives back whatever it
	 * holds
	 */
	Mono<Answer> apply(CallExchange exchange, Chain chain);

}
