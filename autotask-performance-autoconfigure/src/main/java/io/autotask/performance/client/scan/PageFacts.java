package io.autotask.performance.client.scan;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What the planning of a reading needs to know of a page.
 *
 * @param rows how many rows it holds
 * @param ids the ids of its rows, ascending; null when the rows were not read yet
 * @param lastId the id of the last row, or null when there is none
 * @param more whether the API says that there are rows after these
 * @param bytes how large it is
 */
record PageFacts(int rows, long @Nullable [] ids, @Nullable Long lastId, boolean more, int bytes) {

	/** How many rows have ids below one. */
	int below(long id) {
		if (this.ids == null) {
			return this.rows;
		}
		int at = Arrays.binarySearch(this.ids, id);
		return (at >= 0) ? at : -at - 1;
	}

	/**
	 * The id of a row, the first being 1; of the last one also when they were not read.
	 */
	long id(int row) {
		if (this.ids != null) {
			return this.ids[row - 1];
		}
		return (this.lastId != null) ? this.lastId : Long.MIN_VALUE;
	}

}
