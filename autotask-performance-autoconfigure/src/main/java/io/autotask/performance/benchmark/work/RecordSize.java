package io.autotask.performance.benchmark.work;

/** How large answers with several rows are. */
public enum RecordSize {

	/** 25 rows, their ids only. */
	SMALL(25, false),

	/** 25 rows with all fields. */
	MEDIUM(25, true),

	/** 500 rows with all fields. */
	LARGE(500, true),

	/** One of the others by chance. */
	MIXED(25, true);

	private final int rows;

	private final boolean wholeRows;

	RecordSize(int rows, boolean wholeRows) {
		this.rows = rows;
		this.wholeRows = wholeRows;
	}

	int rows() {
		return this.rows;
	}

	boolean wholeRows() {
		return this.wholeRows;
	}

}
