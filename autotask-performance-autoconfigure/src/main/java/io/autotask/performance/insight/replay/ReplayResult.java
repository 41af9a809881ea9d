package io.autotask.performance.insight.replay;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What would have happened.
 *
 * @param calls calls of the application
 * @param requests requests that Autotask would have seen
 * @param hits calls that memory would have answered
 * @param shared calls that would have joined another one
 * @param batched calls that would have left together with another one
 * @param known hits of which it is known what Autotask would have answered
 * @param outdated how many of these would have got something else
 * @param oldest the oldest of what was outdated, or null when nothing was
 * @param p95 95 of 100 calls would have taken no longer, in milliseconds, or null without
 * calls
 */
public record ReplayResult(long calls, long requests, long hits, long shared, long batched, long known, long outdated,
		@Nullable Duration oldest, @Nullable Double p95) {

	/**
	 * How many of the hits would have been outdated.
	 * @return from 0 to 1 of those of which it is known, or null when it is known of none
	 */
	public @Nullable Double outdatedShare() {
		return (this.known > 0) ? (double) this.outdated / this.known : null;
	}

}
