package io.autotask.performance.client.scan;

import org.jspecify.annotations.Nullable;

/**
 * What came in for a reading.
 *
 * @param <T> what a row is read into
 */
sealed interface Arrival<T> {

	/**
	 * How many rows there are.
	 *
	 * @param rows the number
	 * @param <T> what a row is read into
	 */
	record Counted<T>(long rows) implements Arrival<T> {

	}

	/**
	 * A page.
	 *
	 * @param fetch what was asked for
	 * @param rows its rows
	 * @param kept how many of them are to be delivered, once that is known
	 * @param <T> what a row is read into
	 */
	record Came<T>(ScanPlan.Fetch fetch, PageRows<T> rows, int kept) implements Arrival<T> {

	}

	/**
	 * A failure.
	 *
	 * @param fetch what was asked for, or null when it was the number of rows
	 * @param failure what went wrong
	 * @param <T> what a row is read into
	 */
	record Failed<T>(ScanPlan.@Nullable Fetch fetch, Throwable failure) implements Arrival<T> {

	}

}
