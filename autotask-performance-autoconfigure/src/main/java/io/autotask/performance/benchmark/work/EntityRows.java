package io.autotask.performance.benchmark.work;

import tools.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

/**
 * The rows of an entity that a run works with.
 *
 * @param ids their ids, ascending
 * @param parents the ids of the rows below which they are written; empty when they are
 * written at the root, or not at all
 * @param sample one whole row that new ones are made after, or null when none are
 */
record EntityRows(long[] ids, long[] parents, @Nullable JsonNode sample) {

	/** The row of a key; there may be fewer rows than keys. */
	int place(int key) {
		return key % this.ids.length;
	}

	long id(int key) {
		return this.ids[place(key)];
	}

	@Nullable Long parent(int key) {
		return (this.parents.length > 0) ? (Long) this.parents[place(key)] : null;
	}

}
