package io.autotask.performance.insight.replay;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The latest of what happened, as numbers in one array: the oldest is overwritten, and
 * writing one allocates nothing and waits for nobody. Any number of threads write and
 * read. A writer takes a place by its position, marks it as being written, writes, and
 * marks it with its position; a reader takes a place only when it carries the same
 * expected mark before and after. Lossy on purpose: what is overwritten while it is read
 * is left out, and a writer that sleeps for a whole turn of the ring may spoil one place.
 */
final class CallRing {

	/** Words of one place, the mark included: a cache line. */
	static final int WIDTH = 8;

	private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

	private static final long BEING_WRITTEN = -1;

	private final long[] words;

	private final int size;

	private final AtomicLong next = new AtomicLong();

	/**
	 * A ring.
	 * @param size how many places, at least 1
	 */
	CallRing(int size) {
		this.size = size;
		this.words = new long[Math.multiplyExact(size, WIDTH)];
	}

	int size() {
		return this.size;
	}

	/**
	 * How many were written since the start.
	 */
	long written() {
		return this.next.get();
	}

	void write(long head, long at, long took, long key, long row, long body, long group) {
		long position = this.next.getAndIncrement();
		int place = (int) (position % this.size) * WIDTH;
		WORDS.setVolatile(this.words, place, BEING_WRITTEN);
		this.words[place + 1] = head;
		this.words[place + 2] = at;
		this.words[place + 3] = took;
		this.words[place + 4] = key;
		this.words[place + 5] = row;
		this.words[place + 6] = body;
		this.words[place + 7] = group;
		WORDS.setRelease(this.words, place, position + 1);
	}

	/**
	 * Tells all that is there, in the order in which it was written.
	 */
	void read(Reader reader) {
		long end = this.next.get();
		long[] copy = new long[WIDTH];
		for (long position = Math.max(0, end - this.size); position < end; position++) {
			int place = (int) (position % this.size) * WIDTH;
			if ((long) WORDS.getAcquire(this.words, place) != position + 1) {
				continue;
			}
			System.arraycopy(this.words, place, copy, 0, WIDTH);
			VarHandle.loadLoadFence();
			if ((long) WORDS.getOpaque(this.words, place) == position + 1) {
				reader.read(copy);
			}
		}
	}

	/** Reads one place. */
	@FunctionalInterface
	interface Reader {

		/**
		 * One place.
		 * @param words the mark and the words in the order of
		 * {@link CallRing#write(long, long, long, long, long, long, long)}; used again
		 */
		void read(long[] words);

	}

}
