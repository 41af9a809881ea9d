package io.autotask.performance.benchmark.work;

import java.util.Arrays;
import java.util.Locale;

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

	/**
	 * The size of a word.
	 * @param word the word in any case
	 * @return the size
	 * @throws IllegalArgumentException when there is none
	 */
	public static RecordSize of(String word) {
		return Arrays.stream(values())
			.filter((size) -> size.name().equalsIgnoreCase(word.trim()))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"'" + word + "' is no record size, allowed are small, medium, large, mixed"));
	}

	/**
	 * The size for people.
	 * @return for example {@code medium}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
