package io.autotask.performance.insight.finding;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How sure a finding is.
 */
public enum Confidence {

	/** A first sign. */
	LOW,

	/** Enough to look at. */
	MEDIUM,

	/** Enough to act on. */
	HIGH;

	private final String word = name().toLowerCase(Locale.ROOT);

	/**
	 * The name for people and JSON.
	 * @return the name in lower case
	 */
	@JsonValue
	public String word() {
		return this.word;
	}

}
