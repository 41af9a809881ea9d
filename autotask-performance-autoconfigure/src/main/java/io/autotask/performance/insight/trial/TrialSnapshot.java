package io.autotask.performance.insight.trial;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A change that is tried, or was.
 *
 * @param id of which finding
 * @param state how it stands
 * @param by who applied it
 * @param from when
 * @param until when the trial ends, or the change ended
 * @param changes what was set
 * @param promised what the replay had promised
 * @param result what the comparison says
 * @param measured what was measured, or null before there is anything
 * @param yaml what to put into the configuration to keep it after a restart
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TrialSnapshot(String id, State state, String by, Instant from, Instant until, List<Changed> changes,
		@Nullable String promised, String result, @Nullable Measured measured, String yaml) {

	/**
	 * One setting.
	 *
	 * @param property its name
	 * @param before what it was
	 * @param after what it is
	 */
	public record Changed(String property, String before, String after) {

	}

	/**
	 * Before and after.
	 *
	 * @param callsBefore calls of the time before
	 * @param requestsBefore the requests that they took
	 * @param callsAfter calls of the trial
	 * @param requestsAfter the requests that they took
	 * @param requestsExpected the requests that they would have taken as before
	 * @param savedPerHour the difference per hour
	 * @param p95Before 95 of 100 calls took no longer, in milliseconds
	 * @param p95After the same of the trial
	 * @param doubtful calls of the trial that may have got an outdated answer
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Measured(long callsBefore, long requestsBefore, long callsAfter, long requestsAfter,
			long requestsExpected, long savedPerHour, @Nullable Double p95Before, @Nullable Double p95After,
			long doubtful) {

	}

	/** How it stands. */
	public enum State {

		/** It is applied, and being compared. */
		RUNNING,

		/** It does what it promised, and stays until the next start. */
		VERIFIED,

		/** It was taken back by itself. */
		ROLLED_BACK,

		/** Somebody took it back. */
		REVERTED;

		/**
		 * The name for people and JSON.
		 * @return the name in lower case, with dashes
		 */
		@JsonValue
		public String word() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
