package io.autotask.performance.client.scan;

import org.jspecify.annotations.Nullable;

/**
 * How far a reading is.
 *
 * @param rows the rows that were delivered
 * @param pages the pages that were delivered completely
 * @param requests the requests that were made, also those that brought nothing
 * @param total how many rows there were when it began, or null when nobody asked; rows
 * that come or go meanwhile make the difference
 * @param remainingBudget the requests that are left of the hour, or null when that is not
 * known
 */
public record Progress(long rows, long pages, long requests, @Nullable Long total, @Nullable Long remainingBudget) {

	/**
	 * The part that is done.
	 * @return from 0 to 1, or null when the total is not known
	 */
	public @Nullable Double share() {
		if (this.total == null) {
			return null;
		}
		return (this.total == 0) ? 1.0 : Math.min(1.0, (double) this.rows / this.total);
	}

}
