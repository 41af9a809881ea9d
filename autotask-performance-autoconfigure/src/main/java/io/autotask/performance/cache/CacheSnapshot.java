package io.autotask.performance.cache;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The cache at one moment. Counters are since the start.
 *
 * @param entries answers in memory
 * @param weight the bytes they take
 * @param maxSize how many there may be
 * @param maxWeight how many bytes they may take
 * @param evictions answers that had to go for others
 * @param invalidations answers that a write, or the application, dropped
 * @param averageAge how old the answers in memory are on average, or null when there is
 * none
 * @param entities hits and misses by entity
 * @param secondLevel what is shared with other instances, or null when nothing is
 */
public record CacheSnapshot(long entries, long weight, long maxSize, long maxWeight, long evictions, long invalidations,
		@Nullable Duration averageAge, Map<String, EntityHits> entities, @Nullable Shared secondLevel) {

	/**
	 * Reads that were answered from memory.
	 * @return the sum over all entities
	 */
	public long hits() {
		return this.entities.values().stream().mapToLong(EntityHits::hits).sum();
	}

	/**
	 * Reads that could have been, and were not.
	 * @return the sum over all entities
	 */
	public long misses() {
		return this.entities.values().stream().mapToLong(EntityHits::misses).sum();
	}

	/**
	 * What is shared with other instances.
	 *
	 * @param heard whether news of the others come in; while they do not, answers are
	 * kept for a short time only
	 * @param recalled reads that an answer of another instance was given to
	 * @param kept answers that were handed over to be shared
	 * @param news how often another instance told that something changed
	 */
	public record Shared(boolean heard, long recalled, long kept, long news) {

	}

	/**
	 * One entity.
	 *
	 * @param hits reads that were answered from memory
	 * @param misses reads that could have been, and were not
	 * @param missReasons how often for which reason
	 */
	public record EntityHits(long hits, long misses, Map<String, Long> missReasons) {

	}

}
