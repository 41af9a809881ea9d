package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * How long the API counts a request that is over, as far as its answers tell. A request
 * that was rejected found all slots taken; those that were not taken by requests on the
 * wire were taken by ones that had just ended, so they linger for at least as long as the
 * youngest of these had been over. A request that was accepted found one free, so they
 * linger for no longer than that. When the two contradict each other, it was something
 * else.
 * <p>
 * Not thread-safe. Times are nanoseconds.
 */
final class Linger {

	/** What ended longer ago has nothing to do with a rejection. */
	private static final long LONGEST = Duration.ofSeconds(1).toNanos();

	private static final long STEP = Duration.ofMillis(25).toNanos();

	private static final long REMEMBERED = Duration.ofMinutes(1).toNanos();

	/** More than the slots of any endpoint. */
	private static final int MOST_ENDS = 64;

	/** When the last requests ended, the oldest first. */
	private final Deque<Long> ends = new ArrayDeque<>();

	private long duration;

	/** What was accepted after the shortest time: how long, and when that was. */
	private long accepted = LONGEST;

	private long acceptedAt;

	void ended(long now) {
		if (this.ends.size() == MOST_ENDS) {
			this.ends.removeFirst();
		}
		this.ends.addLast(now);
	}

	/**
	 * How long ago the given one of the last requests ended.
	 * @param position counted from the last one, from 1
	 * @param at from when
	 * @return a time, or {@link #LONGEST} when that was too long ago to matter
	 */
	private long sinceEnd(int position, long at) {
		Iterator<Long> newest = this.ends.descendingIterator();
		int counted = 0;
		while (newest.hasNext()) {
			long end = newest.next();
			if (end - at <= 0 && ++counted == position) {
				return Math.min(LONGEST, at - end);
			}
		}
		return LONGEST;
	}

	/**
	 * Until when a slot lingers that is needed now.
	 * @param free the slots that are not on the wire
	 * @return a time that is not after {@code now} when there is one that does not
	 */
	long until(int free, long now) {
		return (this.duration > 0) ? now + this.duration - sinceEnd(free, now) : now;
	}

	/**
	 * The API accepted a request.
	 * @param free the slots that were not on the wire
	 * @param sentAt when it was sent
	 */
	void accepted(int free, long sentAt) {
		long ended = sinceEnd(free, sentAt);
		if (ended <= this.accepted || sentAt - this.acceptedAt >= REMEMBERED) {
			this.accepted = ended;
			this.acceptedAt = sentAt;
		}
	}

	/**
	 * The API rejected a request.
	 * @param free the slots that were not on the wire
	 * @param sentAt when it was sent
	 * @return whether slots that linger explain it
	 */
	boolean explains(int free, long sentAt) {
		long ended = sinceEnd(free, sentAt);
		boolean refuted = sentAt - this.acceptedAt < REMEMBERED && this.accepted + STEP < ended;
		if (ended == LONGEST || refuted) {
			this.duration = refuted ? Math.min(this.duration, this.accepted) : this.duration;
			return false;
		}
		this.duration = Math.max(this.duration, Math.min(LONGEST, ended + Math.max(STEP, ended / 4)));
		return true;
	}

	/**
	 * It may be less by now.
	 */
	void shorten() {
		this.duration = (this.duration > STEP) ? 3 * this.duration / 4 : 0;
	}

	long duration() {
		return this.duration;
	}

}
