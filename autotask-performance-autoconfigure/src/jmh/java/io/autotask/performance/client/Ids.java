package io.autotask.performance.client;

/**
 * How the ids of rows are spread.
 */
enum Ids {

	/** One after the other. */
	DENSE {

		@Override
		long id(long row) {
			return row + 1;
		}

	},

	/** Closer together at the begin than at the end, a hundredfold. */
	SKEWED {

		@Override
		long id(long row) {
			return 1 + row + row * row / 2_000;
		}

	},

	/** A thousand together, and then nothing for a million. */
	CLUSTERED {

		@Override
		long id(long row) {
			return 1 + row / 1_000 * 1_000_000 + row % 1_000;
		}

	};

	/** The id of a row; greater for each next row. */
	abstract long id(long row);

	/** The first of so many rows whose id is greater. */
	long firstAbove(long id, long rows) {
		long from = 0;
		long to = rows;
		while (from < to) {
			long middle = (from + to) >>> 1;
			if (id(middle) > id) {
				to = middle;
			}
			else {
				from = middle + 1;
			}
		}
		return from;
	}

}
