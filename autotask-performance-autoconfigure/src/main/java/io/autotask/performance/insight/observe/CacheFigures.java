package io.autotask.performance.insight.observe;

import java.util.Map;

/**
 * How memory did for one entity, since the start.
 *
 * @param hits reads that it answered
 * @param misses reads that it could have answered, and did not
 * @param missReasons how often for which reason, such as {@code expired}
 */
public record CacheFigures(long hits, long misses, Map<String, Long> missReasons) {

	/**
	 * What was looked up.
	 * @return hits and misses
	 */
	public long lookups() {
		return this.hits + this.misses;
	}

}
