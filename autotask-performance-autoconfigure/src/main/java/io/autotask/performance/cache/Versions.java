package io.autotask.performance.cache;

/**
 * The versions of some tags at one moment.
 *
 * @param slots where the versions stand in the table
 * @param values the versions
 * @param generation the generation of the whole table
 * @param quarantined whether one of the tags was in quarantine at that moment
 */
record Versions(int[] slots, long[] values, long generation, boolean quarantined) {

}
