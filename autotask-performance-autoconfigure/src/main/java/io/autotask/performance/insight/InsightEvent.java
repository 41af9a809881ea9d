package io.autotask.performance.insight;

import java.time.Instant;
import java.util.Map;

/**
 * Something changed about an insight.
 *
 * @param at when
 * @param id of which insight
 * @param title what it says
 * @param change what changed
 * @param by who did it
 * @param details more of it: settings before and after, reasons
 */
public record InsightEvent(Instant at, String id, String title, Change change, String by, Map<String, String> details) {

	/** Who does what nobody asked for. */
	public static final String OURSELVES = "autotask-performance";

	public InsightEvent {
		details = Map.copyOf(details);
	}

	/** What changed. */
	public enum Change {

		/** It was found. */
		RAISED,

		/** It is not there any more. */
		RESOLVED,

		/** It is not to be shown any more. */
		DISMISSED,

		/** It is not to be shown for a while. */
		SNOOZED,

		/** It is to be shown again. */
		REOPENED,

		/** What it proposes was set, on trial. */
		APPLIED,

		/** The trial showed that it does what it promised. */
		VERIFIED,

		/** The trial showed that it does not, and it was taken back. */
		ROLLED_BACK,

		/** Somebody took it back. */
		REVERTED;

		/**
		 * The name for people and JSON.
		 * @return the name in lower case, with dashes
		 */
		@com.fasterxml.jackson.annotation.JsonValue
		public String word() {
			return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
		}

	}

}
