package io.autotask.performance.insight;

import java.time.Duration;
import java.util.Set;

/**
 * How insights work.
 *
 * @param apply who may carry out what findings propose
 * @param interval how often it is looked
 * @param trial how long a change is tried
 * @param maxAge how old data may be that is served because of a finding
 * @param ignore rules, or rules and objects, that are never to be shown
 */
public record InsightSettings(Apply apply, Duration interval, Duration trial, Duration maxAge, Set<String> ignore) {

	public InsightSettings {
		ignore = Set.copyOf(ignore);
	}

	/**
	 * The settings of an application that sets nothing.
	 * @return suggestions only, every minute
	 */
	public static InsightSettings defaults() {
		return new InsightSettings(Apply.SUGGEST, Duration.ofMinutes(1), Duration.ofMinutes(30), Duration.ofMinutes(30),
				Set.of());
	}

	/** Who may carry out what findings propose. */
	public enum Apply {

		/** Nobody, and it is not said what it would be. */
		OFF,

		/** Nobody. */
		SUGGEST,

		/** A person, by the endpoint. */
		APPROVE,

		/** The starter by itself too, what only touches a time to live, inside bounds. */
		AUTO;

		/**
		 * The name for people and JSON.
		 * @return the name in lower case
		 */
		public String word() {
			return name().toLowerCase(java.util.Locale.ROOT);
		}

	}

}
