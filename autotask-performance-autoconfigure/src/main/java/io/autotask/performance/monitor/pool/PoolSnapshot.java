package io.autotask.performance.monitor.pool;

import org.jspecify.annotations.Nullable;

/**
 * The connections to one host, over all connectors. Counters are since the start.
 *
 * @param active connections in use; with HTTP/2, requests on connections
 * @param idle open connections that are not in use
 * @param pending requests that wait for a connection
 * @param opened connections that were made
 * @param uses requests that were written to a connection
 * @param reused how many of them found a connection that was used before
 * @param acquireTime how long requests waited for a connection on average, in
 * milliseconds, or null when there was none
 * @param longestAcquireTime the longest of these waits, in milliseconds, or null
 * @param bytesIn bytes that came over the connections, heads and encryption included
 * @param bytesOut bytes that went
 */
public record PoolSnapshot(long active, long idle, long pending, long opened, long uses, long reused,
		@Nullable Double acquireTime, @Nullable Double longestAcquireTime, long bytesIn, long bytesOut) {

	/**
	 * How often a connection was used again.
	 * @return percent of uses, or null when there was none
	 */
	public @Nullable Double efficiency() {
		return (this.uses > 0) ? 100.0 * this.reused / this.uses : null;
	}

	/**
	 * Two hosts as one.
	 */
	PoolSnapshot plus(PoolSnapshot other) {
		return new PoolSnapshot(this.active + other.active, this.idle + other.idle, this.pending + other.pending,
				this.opened + other.opened, this.uses + other.uses, this.reused + other.reused,
				mean(this.acquireTime, this.uses, other.acquireTime, other.uses),
				higher(this.longestAcquireTime, other.longestAcquireTime), this.bytesIn + other.bytesIn,
				this.bytesOut + other.bytesOut);
	}

	private static @Nullable Double mean(@Nullable Double one, long weight, @Nullable Double other, long otherWeight) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return (one * weight + other * otherWeight) / (weight + otherWeight);
	}

	private static @Nullable Double higher(@Nullable Double one, @Nullable Double other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return Math.max(one, other);
	}

}
