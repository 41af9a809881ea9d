package io.autotask.performance.cache;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;

import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.DecodedObjects;

/**
 * An answer in memory. Its identity is the object's: two fills of the same key are two
 * entries, so that dropping the older one never touches the newer one.
 */
final class StoredAnswer {

	private static final int OVERHEAD = 512;

	/** The tag itself, its place in the index, and the entry's place under it. */
	private static final int TAG = 160;

	/** Two who add at the same time may be told in any order. */
	private static final AtomicIntegerFieldUpdater<StoredAnswer> DECODED = AtomicIntegerFieldUpdater
		.newUpdater(StoredAnswer.class, "decodedCount");

	private final CallKey key;

	private final BufferedResponse response;

	private final List<Tag> tags;

	private final Footprint footprint;

	private final Times times;

	private final DecodedObjects decoded;

	private volatile int decodedCount;

	private volatile boolean dropped;

	private volatile boolean retired;

	private volatile boolean withheld;

	/**
	 * An entry.
	 * @param tags by which it is found when something changes
	 * @param footprint what it shows
	 * @param whenHeavier is told when it takes more memory than before
	 */
	StoredAnswer(CallKey key, BufferedResponse response, List<Tag> tags, Footprint footprint, Times times,
			Consumer<StoredAnswer> whenHeavier) {
		this.key = key;
		this.response = response;
		this.tags = List.copyOf(tags);
		this.footprint = footprint;
		this.times = times;
		this.decoded = new DecodedObjects((count) -> {
			DECODED.accumulateAndGet(this, count, Math::max);
			whenHeavier.accept(this);
		});
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

	Footprint footprint() {
		return this.footprint;
	}

	Times times() {
		return this.times;
	}

	/**
	 * What it was decoded to.
	 */
	DecodedObjects decoded() {
		return this.decoded;
	}

	/**
	 * Whether a read by id may be answered from a row in it.
	 */
	boolean lendsRows() {
		return !this.withheld;
	}

	void withholdRows() {
		this.withheld = true;
	}

	boolean isDropped() {
		return this.dropped;
	}

	/**
	 * Whether it does not answer its question any more, though each row that it is still
	 * found by is as it was.
	 */
	boolean isRetired() {
		return this.retired;
	}

	void retire() {
		this.retired = true;
	}

	void drop() {
		this.dropped = true;
	}

	/**
	 * Bytes that the entry takes in memory, roughly: body, index, and the rest at a flat
	 * rate. A decoded object is taken to be as large as its JSON.
	 */
	int weight() {
		return this.response.body().weight() + OVERHEAD + TAG * this.tags.size() + this.footprint.weight()
				+ this.decodedCount * this.response.length();
	}

	/**
	 * When an answer was, and how long it lasts.
	 *
	 * @param asOf when the data was as it says: the time at which the request departed
	 * @param ttl how long it stays fresh, in nanoseconds
	 * @param cost how long it took to ask, in nanoseconds
	 */
	record Times(long asOf, long ttl, long cost) {

	}

}
