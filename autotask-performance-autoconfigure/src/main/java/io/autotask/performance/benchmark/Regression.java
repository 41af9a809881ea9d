package io.autotask.performance.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Something that got worse, and not by chance.
 *
 * @param type which figure
 * @param severity how much
 * @param affectedComponents which entities and operations, those that got worst first;
 * empty when none stands out
 * @param impact how far figures moved, in percent
 * @param potentialCauses what else moved, in words; empty when nothing did
 * @param recommendedActions what to look at
 */
public record Regression(String type, Severity severity, List<String> affectedComponents, Map<String, Double> impact,
		List<String> potentialCauses, List<String> recommendedActions) {

	/** How much something got worse. */
	public enum Severity {

		/** Less than a quarter. */
		MINOR,

		/** A quarter or more. */
		MAJOR,

		/** Twice as much, or half of what it was. */
		CRITICAL;

		/**
		 * The severity for people.
		 * @return for example {@code major}
		 */
		@JsonValue
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
