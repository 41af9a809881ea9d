package io.autotask.performance.cache;

import java.util.List;

import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.CallKey;

/**
 * An answer in memory. Its identity is the object's: two fills of the same key are two
 * entries, so that dropping the older one never touches the newer one.
 */
final class StoredAnswer {

	private static final int OVERHEAD = 512;

	private final CallKey key;

	private final BufferedResponse response;

	private final List<Tag> tags;

	private final long asOf;

	private final long ttl;

	private final boolean linked;

	private volatile boolean dropped;

	/**
	 * An entry.
	 * @param asOf when the data was as it says: the time at which the request departed
	 * @param ttl how long it stays fresh, in nanoseconds
	 * @param linked whether it holds links to other pages, which fit one form of a query
	 */
	StoredAnswer(CallKey key, BufferedResponse response, List<Tag> tags, long asOf, long ttl, boolean linked) {
		this.key = key;
		this.response = response;
		this.tags = List.copyOf(tags);
		this.asOf = asOf;
		this.ttl = ttl;
		this.linked = linked;
	}

	CallKey key() {
		return this.key;
	}

	BufferedResponse response() {
		return this.response;
	}

	List<Tag> tags() {
		return this.tags;
	}

	long asOf() {
		return this.asOf;
	}

	long ttl() {
		return this.ttl;
	}

	boolean isLinked() {
		return this.linked;
	}

	boolean isDropped() {
		return this.dropped;
	}

	void drop() {
		this.dropped = true;
	}

	/**
	 * Bytes that the entry takes in memory, roughly: body, and the rest at a flat rate.
	 */
	int weight() {
		return this.response.bytes().length + OVERHEAD;
	}

}
