package io.autotask.performance.cache;

import org.jspecify.annotations.Nullable;

/**
 * The versions of some tags at one moment.
 *
 * @param slots where the versions stand in the table
 * @param values the versions
 * @param generation the generation of the whole table
 * @param tagsQuarantined whether one of the tags was in quarantine at that moment
 * @param lists the lists that the answer is one of, or null
 * @param listsQuarantined whether a write that may change them was
 * @param position the moment in the journal of writes
 */
record Versions(int[] slots, long[] values, long generation, boolean tagsQuarantined, @Nullable Tag lists,
		boolean listsQuarantined, long position) {

	/**
	 * Whether a write may still be carried out that changes what is read.
	 */
	boolean quarantined() {
		return this.tagsQuarantined || this.listsQuarantined;
	}

}
