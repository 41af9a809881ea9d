package io.autotask.performance.call;

import java.util.Locale;

/**
 * What a call does, or waits for, at one moment.
 */
public enum Phase {

	/** Our own work: what is asked, look-up in memory, keeping what came. */
	CACHE,

	/** It waits for a slot of its endpoint. */
	SLOT,

	/** It waits for the tenant's budget. */
	BUDGET,

	/** It pauses before it is sent once more. */
	BACKOFF,

	/** It waits for a connection. */
	CONNECT,

	/** It was written, and the answer has not begun. */
	FIRST_BYTE,

	/** The answer comes. */
	TRANSFER,

	/** The application's codecs make objects of the answer. */
	DECODE;

	private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

	/**
	 * The name for people.
	 * @return the name in lower case, such as {@code first-byte}
	 */
	public String word() {
		return this.word;
	}

}
