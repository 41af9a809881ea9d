package io.autotask.performance.insight.finding;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Who may carry out what a finding proposes.
 */
public enum Applying {

	/** The starter by itself, inside bounds, once that is allowed. */
	AUTOMATIC,

	/** The starter, when a person says so. */
	APPROVAL,

	/** A person, in the configuration: it counts from the next start on. */
	CONFIGURATION,

	/** A person, in the code. */
	CODE,

	/** Nobody: it is for information. */
	NONE;

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
