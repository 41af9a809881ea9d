package io.autotask.performance.cache;

import java.util.Map;
import java.util.function.Consumer;

import org.reactivestreams.Publisher;

/**
 * Warms the cache in a way of the application's own, such as by a client of its own.
 */
@FunctionalInterface
public interface WarmupFunction {

	/**
	 * Reads what is to be in the cache. Called on a thread that may block.
	 * @param attributes for {@code attributes(…)} of each request: marks it as one that
	 * nobody waits for
	 * @return reads when subscribed to; what it emits is counted
	 */
	Publisher<?> warm(Consumer<Map<String, Object>> attributes);

}
