package io.autotask.performance.insight.finding;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What it may cost.
 *
 * @param level how much
 * @param text what could happen
 */
public record Risk(Level level, String text) {

	/** Nothing is changed by it, or nothing that matters. */
	public static final Risk NONE = new Risk(Level.NONE, "No answer changes by it.");

	/** How much. */
	public enum Level {

		/** Nothing. */
		NONE,

		/** Little. */
		LOW,

		/** Some. */
		MEDIUM,

		/** Much. */
		HIGH;

		/**
		 * The name for people and JSON.
		 * @return the name in lower case
		 */
		@JsonValue
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
