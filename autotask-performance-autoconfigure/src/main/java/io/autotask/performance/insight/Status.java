package io.autotask.performance.insight;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How an insight stands.
 */
public enum Status {

	/** It is there, and nobody has decided about it. */
	OPEN,

	/** Somebody does not want to see it, and said why. */
	DISMISSED,

	/** It is not to be shown for a while. */
	SNOOZED,

	/** What it proposes is being tried. */
	APPLIED,

	/** What it proposes was tried, and does what it promised. */
	VERIFIED,

	/** It was there, and is not any more. */
	RESOLVED;

	/**
	 * The name for people and JSON.
	 * @return the name in lower case
	 */
	@JsonValue
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
