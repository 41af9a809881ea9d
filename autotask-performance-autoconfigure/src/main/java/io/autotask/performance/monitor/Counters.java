package io.autotask.performance.monitor;

import org.jspecify.annotations.Nullable;

/**
 * Counts beside those of calls.
 *
 * @param retries requests that were to be sent once more
 * @param rejections requests that the API turned away because too many ran at once
 * @param refused calls that a limit refused
 * @param background calls of the starter itself
 * @param hits reads that were answered from memory
 * @param misses reads that could have been
 * @param connectionUses requests that were written to a connection
 * @param connectionReuses how many of them found one that was used before
 */
record Counters(long retries, long rejections, long refused, long background, long hits, long misses,
		long connectionUses, long connectionReuses) {

	Counters plus(Counters other) {
		return new Counters(this.retries + other.retries, this.rejections + other.rejections,
				this.refused + other.refused, this.background + other.background, this.hits + other.hits,
				this.misses + other.misses, this.connectionUses + other.connectionUses,
				this.connectionReuses + other.connectionReuses);
	}

	Counters since(Counters earlier) {
		return new Counters(this.retries - earlier.retries, this.rejections - earlier.rejections,
				this.refused - earlier.refused, this.background - earlier.background, this.hits - earlier.hits,
				this.misses - earlier.misses, this.connectionUses - earlier.connectionUses,
				this.connectionReuses - earlier.connectionReuses);
	}

	/**
	 * How often a connection was used again.
	 * @return percent of uses, or null when there was none
	 */
	@Nullable Double poolEfficiency() {
		return (this.connectionUses > 0) ? 100.0 * this.connectionReuses / this.connectionUses : null;
	}

}
