package io.autotask.performance.insight.observe;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How full things were at one moment.
 *
 * @param nanos when, in nanoseconds of the time source
 * @param at when
 * @param cache the answers in memory
 * @param heapUsed heap in use, in bytes
 * @param heapMax how far it may grow, in bytes, or null for no limit
 * @param sent requests that we sent since the start
 * @param budget the tenant's requests of the hour, or null when they are not known
 */
public record Level(long nanos, Instant at, CacheLevel cache, long heapUsed, @Nullable Long heapMax, long sent,
		@Nullable BudgetLevel budget) {

	/**
	 * The answers in memory.
	 *
	 * @param entries how many
	 * @param weight how many bytes
	 * @param maxEntries how many there may be
	 * @param maxWeight how many bytes there may be
	 * @param evictions how many had to go for others, since the start
	 */
	public record CacheLevel(long entries, long weight, long maxEntries, long maxWeight, long evictions) {

	}

	/**
	 * The tenant's requests of the rolling hour.
	 *
	 * @param limit how many there may be
	 * @param used how many there were
	 * @param usedByOthers how many of them were not ours, or null when that is not known
	 */
	public record BudgetLevel(long limit, long used, @Nullable Long usedByOthers) {

		/**
		 * How much of the hour is used.
		 * @return from 0 to 1 and above
		 */
		public double usage() {
			return (double) this.used / Math.max(1, this.limit);
		}

	}

}
