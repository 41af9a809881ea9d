package io.autotask.performance.client.scan;

import reactor.core.publisher.Mono;

/**
 * Asks for one page of the rows that are read.
 */
@FunctionalInterface
public interface PageReader {

	/**
	 * The first rows of a range, in the order of their ids.
	 * @param range the ids
	 * @param maxRecords how many rows at most
	 * @return asks when subscribed to; cancelling it cancels the request
	 */
	Mono<PageBytes> read(IdRange range, int maxRecords);

}
