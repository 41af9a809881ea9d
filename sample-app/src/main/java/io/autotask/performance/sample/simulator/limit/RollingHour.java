package io.autotask.performance.sample.simulator.limit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The requests of the last sixty minutes of the whole tenant. They are kept by second, so
 * a request may count for up to a second longer than an hour. Safe for use by several
 * threads.
 */
public final class RollingHour {

	private static final long WINDOW_SECONDS = 3600;

	private final Deque<Bucket> buckets = new ArrayDeque<>();

	private final Clock clock;

	private final long limit;

	private long count;

	public RollingHour(Clock clock, long limit) {
		this.clock = clock;
		this.limit = limit;
	}

	/** Counts a request, unless the limit is reached. Returns whether it was counted. */
	public synchronized boolean add() {
		return count() < this.limit && force();
	}

	/** Counts a request also above the limit. */
	public synchronized boolean force() {
		long second = second();
		Bucket last = this.buckets.peekLast();
		if (last == null || last.second < second) {
			last = new Bucket(second);
			this.buckets.addLast(last);
		}
		last.requests++;
		this.count++;
		return true;
	}

	/** The requests of the last hour. */
	public synchronized long count() {
		long oldest = second() - WINDOW_SECONDS;
		Bucket first = this.buckets.peekFirst();
		while (first != null && first.second < oldest) {
			this.count -= first.requests;
			this.buckets.removeFirst();
			first = this.buckets.peekFirst();
		}
		return this.count;
	}

	/** What the API adds to the time of every request at the current count. */
	public Duration delay() {
		double used = (double) count() / this.limit;
		return (used >= 0.75) ? Duration.ofSeconds(1) : (used >= 0.5) ? Duration.ofMillis(500) : Duration.ZERO;
	}

	public long limit() {
		return this.limit;
	}

	public synchronized void reset() {
		this.buckets.clear();
		this.count = 0;
	}

	private long second() {
		return this.clock.instant().getEpochSecond();
	}

	/** The requests of one second. */
	private static final class Bucket {

		private final long second;

		private long requests;

		private Bucket(long second) {
			this.second = second;
		}

	}

}
