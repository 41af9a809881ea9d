package io.autotask.performance.call;

import java.util.Locale;

/**
 * What a call does with its entity. Decided from the path and the method together: a
 * query may be a {@code POST}, and is a read all the same.
 */
public enum Operation {

	/** One row by its id. */
	GET,

	/** Rows by a filter, one page of them. */
	QUERY,

	/** The number of rows that match a filter. */
	COUNT,

	/** The rows of a child collection, such as the notes of a ticket. */
	LIST,

	/** Entity information, fields, picklists, version. */
	METADATA,

	/** A new row. */
	CREATE,

	/** Some fields of a row, by {@code PATCH}. */
	UPDATE,

	/** All fields of a row, by {@code PUT}. */
	REPLACE,

	/** A row goes. */
	DELETE,

	/** Whatever is not one of the others. */
	OTHER;

	private final String word = name().toLowerCase(Locale.ROOT);

	/**
	 * The name for people and metrics.
	 * @return the name in lower case, such as {@code get}
	 */
	public String word() {
		return this.word;
	}

}
