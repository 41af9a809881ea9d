package io.autotask.performance.optimizer.budget;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What other integrations of the tenant spend, as far as Autotask's own count tells: it
 * counts all of them, so what is not ours is theirs. Between two readings it is taken to
 * grow as it did between the last two, and never to shrink.
 * <p>
 * Not thread-safe. Times are nanoseconds.
 */
final class Others {

	private static final long HOUR = Duration.ofHours(1).toNanos();

	/** Closer together, a difference says nothing of a rate. */
	private static final long SHORTEST = Duration.ofSeconds(10).toNanos();

	private @Nullable Integer count;

	private long readAt;

	private double perHour;

	/**
	 * Autotask's count was read.
	 * @param theirs what of it was not ours
	 */
	void read(int theirs, long now) {
		Integer before = this.count;
		if (before != null && now - this.readAt < HOUR) {
			long passed = Math.max(SHORTEST, now - this.readAt);
			this.perHour = Math.max(0, (double) (theirs - before) * HOUR / passed);
		}
		this.count = theirs;
		this.readAt = now;
	}

	/**
	 * How many it will be by now.
	 * @return an estimate; 0 when nothing was read for an hour
	 */
	int estimate(long now) {
		Integer known = known(now);
		return (known == null) ? 0
				: (int) Math.min(Integer.MAX_VALUE, Math.round(known + this.perHour * (now - this.readAt) / HOUR));
	}

	/**
	 * What was read last.
	 * @return null when nothing was read for an hour
	 */
	@Nullable Integer known(long now) {
		return (this.count != null && now - this.readAt < HOUR) ? this.count : null;
	}

	/**
	 * How fast it grows.
	 */
	double perHour(long now) {
		return (known(now) != null) ? this.perHour : 0;
	}

}
