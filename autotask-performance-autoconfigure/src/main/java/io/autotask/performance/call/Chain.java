package io.autotask.performance.call;

import reactor.core.publisher.Mono;

/**
 * The rest of the way of a request, as a stage sees it.
 */
@FunctionalInterface
public interface Chain {

	/**
	 * Goes on.
	 * @param exchange the exchange
	 * @return does the rest when subscribed to
	 */
	Mono<Answer> proceed(CallExchange exchange);

}
