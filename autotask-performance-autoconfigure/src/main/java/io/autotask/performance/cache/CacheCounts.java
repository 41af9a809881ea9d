package io.autotask.performance.cache;

/**
 * A cache in few numbers.
 *
 * @param hits look-ups that found something
 * @param misses look-ups that did not
 * @param puts how often something was kept
 * @param evictions what had to go for others
 * @param size what is in it now
 */
public record CacheCounts(long hits, long misses, long puts, long evictions, long size) {

}
