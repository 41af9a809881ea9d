package io.autotask.performance.cache;

import java.util.Map;
import java.util.function.Consumer;

import reactor.core.publisher.Mono;

/**
 * Makes the reads of warming, on the same way that every other request goes.
 */
@FunctionalInterface
public interface WarmupReader {

	/**
	 * Makes a read.
	 * @param query what to read
	 * @param attributes for each request
	 * @return the number of rows
	 */
	Mono<Long> read(WarmupQuery query, Consumer<Map<String, Object>> attributes);

}
