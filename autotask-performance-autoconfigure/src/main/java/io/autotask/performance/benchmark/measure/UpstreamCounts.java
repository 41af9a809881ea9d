package io.autotask.performance.benchmark.measure;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

import io.autotask.performance.call.CallEvent;

/**
 * What Autotask saw of one caller, while it grows. Departures are kept apart by time, for
 * rounds and the timeline: {@value #GRAINS} grains of it, the rest in the last.
 * Thread-safe.
 */
public final class UpstreamCounts {

	/** How finely time is kept apart. */
	public static final int GRAINS = 4_000;

	private static final int ROUNDS = 100;

	private final LongAdder requests = new LongAdder();

	private final LongAdder retries = new LongAdder();

	private final LongAdder rejections = new LongAdder();

	private final LongAdder bytes = new LongAdder();

	private final LongAdder slots = new LongAdder();

	private final LongAdder waited = new LongAdder();

	private final AtomicInteger onTheWire = new AtomicInteger();

	private final AtomicLongArray byRound = new AtomicLongArray(ROUNDS);

	private final AtomicLongArray byGrain = new AtomicLongArray(GRAINS);

	private final long startedAt;

	private final long grain;

	private volatile int round;

	UpstreamCounts(long startedAt, long grain) {
		this.startedAt = startedAt;
		this.grain = Math.max(1, grain);
	}

	void on(CallEvent event, long now) {
		if (event instanceof CallEvent.Departed) {
			this.requests.increment();
			this.onTheWire.incrementAndGet();
			this.byRound.incrementAndGet(this.round);
			this.byGrain.incrementAndGet(place(now - this.startedAt));
		}
		else if (event instanceof CallEvent.Returned returned) {
			this.onTheWire.decrementAndGet();
			this.bytes.add(returned.bytes());
		}
		else if (event instanceof CallEvent.RetryPlanned) {
			this.retries.increment();
		}
		else if (event instanceof CallEvent.Rejected) {
			this.rejections.increment();
		}
		else if (event instanceof CallEvent.SlotGranted granted) {
			this.slots.increment();
			this.waited.add(granted.waited().toNanos());
		}
	}

	/**
	 * The counts of this moment.
	 * @return an immutable picture
	 */
	public Picture picture() {
		return new Picture(this.requests.sum(), this.retries.sum(), this.rejections.sum(), this.bytes.sum(),
				this.slots.sum(), this.waited.sum());
	}

	/**
	 * Requests that are on their way.
	 * @return the number now: as many connections are in use, because HTTP/1.1 has one
	 * request on each
	 */
	public int onTheWire() {
		return Math.max(0, this.onTheWire.get());
	}

	/**
	 * Says that a round has begun.
	 * @param number from 0 to 99
	 */
	public void enter(int number) {
		if (this.round != number) {
			this.round = number;
		}
	}

	/**
	 * Requests that went out in a round.
	 * @param number from 0 to 99
	 * @return the number; a request of the last calls of a round may count for the next
	 */
	public long inRound(int number) {
		return this.byRound.get(number);
	}

	/**
	 * Requests that went out in a time.
	 * @param from nanoseconds since the beginning
	 * @param to nanoseconds since the beginning, not included
	 * @return the number, as far as the grain tells
	 */
	public long between(long from, long to) {
		long sum = 0;
		int end = (to / this.grain >= GRAINS) ? GRAINS : place(to);
		for (int place = place(from); place < end; place++) {
			sum += this.byGrain.get(place);
		}
		return sum;
	}

	private int place(long offset) {
		return (int) Math.max(0, Math.min(GRAINS - 1, offset / this.grain));
	}

	/**
	 * Counts at one moment.
	 *
	 * @param requests requests that went out
	 * @param retries requests that were to be sent once more
	 * @param rejections requests that were turned away because too many ran at once
	 * @param bytes bytes of bodies that came
	 * @param slots requests that got a slot
	 * @param waitedNanos how long they waited for it, together
	 */
	public record Picture(long requests, long retries, long rejections, long bytes, long slots, long waitedNanos) {

	}

}
