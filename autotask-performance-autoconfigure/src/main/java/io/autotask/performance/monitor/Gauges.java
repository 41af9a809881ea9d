package io.autotask.performance.monitor;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What the monitor reads of other parts of the starter when it takes a sample. A part
 * that is not there answers null. Immutable; what it reads from is thread-safe.
 *
 * @param cache hits and misses
 * @param queue the calls that wait
 * @param budget the tenant's requests of this hour
 * @param openCircuits the hosts whose circuit is open
 * @param memory bytes that parts of the starter are known to hold, by part
 */
public record Gauges(Supplier<@Nullable HitCount> cache, Supplier<@Nullable QueueLevel> queue,
		Supplier<@Nullable BudgetLevel> budget, Supplier<Set<String>> openCircuits,
		Supplier<Map<String, Long>> memory) {

	/**
	 * No other part.
	 * @return gauges that know nothing
	 */
	public static Gauges none() {
		return new Gauges(() -> null, () -> null, () -> null, Set::of, Map::of);
	}

	/**
	 * The same with a cache.
	 * @param cache reads its hits and misses
	 * @return new gauges
	 */
	public Gauges withCache(Supplier<@Nullable HitCount> cache) {
		return new Gauges(cache, this.queue, this.budget, this.openCircuits, this.memory);
	}

	/**
	 * The same with a queue.
	 * @param queue reads how many calls wait
	 * @return new gauges
	 */
	public Gauges withQueue(Supplier<@Nullable QueueLevel> queue) {
		return new Gauges(this.cache, queue, this.budget, this.openCircuits, this.memory);
	}

	/**
	 * The same with a budget.
	 * @param budget reads what is used
	 * @return new gauges
	 */
	public Gauges withBudget(Supplier<@Nullable BudgetLevel> budget) {
		return new Gauges(this.cache, this.queue, budget, this.openCircuits, this.memory);
	}

	/**
	 * The same with circuit breakers.
	 * @param openCircuits reads the hosts whose circuit is open
	 * @return new gauges
	 */
	public Gauges withOpenCircuits(Supplier<Set<String>> openCircuits) {
		return new Gauges(this.cache, this.queue, this.budget, openCircuits, this.memory);
	}

	/**
	 * The same with known memory.
	 * @param memory reads how many bytes each part holds
	 * @return new gauges
	 */
	public Gauges withMemory(Supplier<Map<String, Long>> memory) {
		return new Gauges(this.cache, this.queue, this.budget, this.openCircuits, memory);
	}

	/**
	 * Hits and misses since the start.
	 *
	 * @param hits reads that were answered from memory
	 * @param misses reads that could have been
	 */
	public record HitCount(long hits, long misses) {

	}

	/**
	 * Calls in the queue.
	 *
	 * @param waiting how many wait
	 * @param capacity how many may wait
	 */
	public record QueueLevel(long waiting, long capacity) {

	}

	/**
	 * Requests of the rolling hour.
	 *
	 * @param used how many were made, by everybody
	 * @param limit how many may be made
	 */
	public record BudgetLevel(long used, long limit) {

	}

}
