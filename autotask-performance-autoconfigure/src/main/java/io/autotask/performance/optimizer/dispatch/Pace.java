package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;

/**
 * Decides whether reads that could leave now are worth holding for others to come along.
 * <p>
 * A read that waits for a slot costs its caller nothing by taking others along. But once
 * reads come faster than slots do, each slot that comes free takes a batch of one, and
 * the slots drift into step; it is better to let them leave at even distances. So while a
 * slot is free, a read leaves at once, unless company is expected, at the rate of late,
 * before the instant at which the next slot would come free if all were used evenly: the
 * last departure plus service time by slots. Then it is held until that instant. It costs
 * nothing at low rates, because no company is expected, and beats every fixed window at
 * high ones (see {@code docs/benchmarks.md}).
 * <p>
 * Of a rate nothing is known when it begins. When reads come in a burst, they are held
 * until it pauses, for a few milliseconds.
 * <p>
 * Not thread-safe: guarded by the monitor of the {@link SlotQueue}. Times are
 * nanoseconds.
 */
final class Pace {

	/** How long an arrival counts for the rate: an exponential average. */
	private static final double MEMORY = Duration.ofSeconds(1).toNanos();

	private static final long QUIET = Duration.ofMillis(5).toNanos();

	private static final long LONGEST_BURST = Duration.ofMillis(25).toNanos();

	/**
	 * Who could wait for less is let go: a timer is not that exact, and saves nothing.
	 */
	private static final long SHORTEST = Duration.ofMillis(2).toNanos();

	private double arrivals;

	private boolean hasArrived;

	private long arrivedAt;

	private long previousAt;

	private boolean hasLeft;

	private long leftAt;

	private boolean holding;

	private long until;

	private long latest;

	void arrived(long now) {
		this.arrivals = this.hasArrived ? this.arrivals * decay(now - this.arrivedAt) + 1 : 1;
		this.previousAt = this.hasArrived ? this.arrivedAt : now - 2 * QUIET;
		this.arrivedAt = now;
		this.hasArrived = true;
	}

	void left(long now) {
		this.leftAt = now;
		this.hasLeft = true;
		this.holding = false;
	}

	/**
	 * Nobody is held any more.
	 */
	void clear() {
		this.holding = false;
	}

	/**
	 * Until when those who wait are held. They have a slot, or could have.
	 * @param now the time
	 * @param gap service time by slots, or 0 when it is not known
	 * @param waiting how many wait
	 * @return a time that is not after {@code now} when they leave at once
	 */
	long heldUntil(long now, long gap, int waiting) {
		if (!this.holding) {
			hold(now, gap, waiting);
		}
		else if (now >= this.until && now < this.latest) {
			this.until = Math.min(this.latest, this.arrivedAt + QUIET);
		}
		return this.until;
	}

	private void hold(long now, long gap, int waiting) {
		this.holding = true;
		if (gap > 0 && gap < SHORTEST) {
			this.until = now;
			this.latest = now;
			return;
		}
		long instant = instant(now, gap, waiting);
		double expected = (this.arrivals - 1) * decay(now - this.arrivedAt) * (instant - now) / MEMORY;
		if (expected >= 1) {
			this.until = instant;
			this.latest = instant;
		}
		else {
			this.latest = now + ((gap > 0) ? Math.min(gap, LONGEST_BURST) : LONGEST_BURST);
			this.until = (this.arrivedAt - this.previousAt < QUIET) ? Math.min(this.latest, this.arrivedAt + QUIET)
					: now;
			this.latest = Math.max(this.until, (this.until > now) ? this.latest : now);
		}
	}

	/**
	 * The next instant at which a slot would come free if they were used evenly. Who
	 * comes alone after it has passed may be the first of those who were answered
	 * together.
	 */
	private long instant(long now, long gap, int waiting) {
		if (!this.hasLeft || gap == 0) {
			return now;
		}
		long next = this.leftAt + gap;
		if (next > now || waiting > 1) {
			return Math.max(next, now);
		}
		return this.leftAt + ((now - this.leftAt) / gap + 1) * gap;
	}

	private static double decay(long age) {
		return Math.exp(-age / MEMORY);
	}

}
