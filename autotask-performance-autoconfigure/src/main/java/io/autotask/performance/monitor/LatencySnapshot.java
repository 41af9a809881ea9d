package io.autotask.performance.monitor;

import org.jspecify.annotations.Nullable;

/**
 * A distribution of durations, in milliseconds. Percentiles are within 1 % of the true
 * value; all figures but the count are null without samples.
 *
 * @param count how many durations
 * @param average the mean
 * @param minimum the shortest
 * @param maximum the longest
 * @param p50 half of them took no longer
 * @param p75 75 percent took no longer
 * @param p90 90 percent took no longer
 * @param p95 95 percent took no longer
 * @param p99 99 percent took no longer
 * @param p999 99.9 percent took no longer
 */
public record LatencySnapshot(long count, @Nullable Double average, @Nullable Double minimum, @Nullable Double maximum,
		@Nullable Double p50, @Nullable Double p75, @Nullable Double p90, @Nullable Double p95, @Nullable Double p99,
		@Nullable Double p999) {

	static LatencySnapshot none() {
		return new LatencySnapshot(0, null, null, null, null, null, null, null, null, null);
	}

}
