package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last slices of time, each about as wide as said: shorter ones that follow each
 * other become one, and the oldest goes when a new one has no place. Guarded by the
 * monitor of the {@link Timeline}.
 */
final class SliceRing {

	private final long width;

	private final int length;

	private final Deque<Slice> slices = new ArrayDeque<>();

	SliceRing(Duration width, int length) {
		this.width = width.toNanos();
		this.length = length;
	}

	void add(Slice slice) {
		Slice last = this.slices.peekLast();
		if (last != null && last.nanos() + slice.nanos() / 2 <= this.width) {
			this.slices.removeLast();
			this.slices.addLast(last.plus(slice));
			return;
		}
		if (this.slices.size() >= this.length) {
			this.slices.removeFirst();
		}
		this.slices.addLast(slice);
	}

	/**
	 * The slices.
	 * @return the oldest first
	 */
	List<Slice> all() {
		return List.copyOf(this.slices);
	}

}
