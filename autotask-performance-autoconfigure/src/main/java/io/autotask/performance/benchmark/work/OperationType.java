package io.autotask.performance.benchmark.work;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a benchmark does with an entity. */
public enum OperationType {

	/** One page of all rows. */
	LIST(false),

	/** One row by its id. */
	GET(false),

	/** The rows of a filter: one of many different queries. */
	SEARCH(false),

	/** How many rows match a filter. */
	COUNT(false),

	/** A new row. */
	CREATE(true),

	/** One field of a row. */
	UPDATE(true),

	/** A row that this run created goes. */
	DELETE(true),

	/** Many rows by their ids, all at once. */
	BULK(false);

	private final boolean write;

	OperationType(boolean write) {
		this.write = write;
	}

	/**
	 * Whether it changes data.
	 * @return true for create, update and delete
	 */
	public boolean isWrite() {
		return this.write;
	}

	/**
	 * The operation for people and for requests.
	 * @return for example {@code get}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The operation of a word.
	 * @param word the word in any case
	 * @return the operation
	 * @throws IllegalArgumentException when there is none
	 */
	public static OperationType of(String word) {
		return Arrays.stream(values())
			.filter((type) -> type.name().equalsIgnoreCase(word.trim()))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no operation, allowed are "
					+ Arrays.stream(values()).map(OperationType::word).collect(Collectors.joining(", "))));
	}

}
