package io.autotask.performance.insight.finding;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How bad it is.
 */
public enum Severity {

	/** Worth knowing. */
	INFO,

	/** It costs something. */
	WARNING,

	/** Something is about to fail, or is wrong. */
	CRITICAL;

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
