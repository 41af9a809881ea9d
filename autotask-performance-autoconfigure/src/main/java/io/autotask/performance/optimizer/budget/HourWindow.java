package io.autotask.performance.optimizer.budget;

import java.time.Duration;

/**
 * How many requests were made in the last 60 minutes: a ring of ten-second buckets. A
 * bucket counts in full until its last moment is more than an hour ago, and ten seconds
 * longer, because a request may arrive a little later than it was sent. So the count is
 * never less than what any clock finds in any 60 minutes, and at most a third of a
 * percent of the hour is lost by that. (A token bucket lets through twice the limit in
 * some hour, a counter that is reset each hour 1.99 times.)
 * <p>
 * Not thread-safe. Times are nanoseconds of any clock that never goes back.
 */
final class HourWindow {

	static final long BUCKET = Duration.ofSeconds(10).toNanos();

	/** An hour, the bucket that is partly over, and one for those that arrive late. */
	static final int BUCKETS = 362;

	/** Requests of the time now. */
	private final int[] counts = new int[BUCKETS];

	private long newest;

	private int sum;

	HourWindow(long now) {
		this.newest = bucket(now);
	}

	/**
	 * Counts a request.
	 * @return where it was counted, for {@link #giveBack}
	 */
	long add(long now) {
		advance(now);
		this.counts[index(this.newest)]++;
		this.sum++;
		return this.newest;
	}

	/**
	 * A request that was counted was not made after all.
	 * @param bucket where it was counted
	 */
	void giveBack(long bucket) {
		if (this.newest - bucket < BUCKETS && this.counts[index(bucket)] > 0) {
			this.counts[index(bucket)]--;
			this.sum--;
		}
	}

	int used(long now) {
		advance(now);
		return this.sum;
	}

	/**
	 * How many of them were made in the last moments.
	 * @param buckets how many buckets back, the current one included
	 */
	int recent(int buckets, long now) {
		advance(now);
		int recent = 0;
		for (long bucket = this.newest; bucket > this.newest - Math.min(buckets, BUCKETS); bucket--) {
			recent += this.counts[index(bucket)];
		}
		return recent;
	}

	/**
	 * When fewer than so many are left of those that were made up to now.
	 * @param allowed how many there may be, at least 1
	 * @return {@code now} or earlier when it is so already
	 */
	long fewerThan(int allowed, long now) {
		advance(now);
		int left = this.sum;
		long bucket = this.newest - BUCKETS;
		while (left >= allowed) {
			bucket++;
			left -= this.counts[index(bucket)];
		}
		return (left == this.sum) ? now : endOf(bucket);
	}

	/**
	 * How many of those that were made up to now are forgotten when the given bucket
	 * begins.
	 * @param ahead buckets from now, from 1
	 */
	int forgotten(int ahead) {
		return (ahead <= BUCKETS) ? this.counts[index(this.newest - BUCKETS + ahead)] : 0;
	}

	private void advance(long now) {
		long current = bucket(now);
		if (current - this.newest >= BUCKETS) {
			java.util.Arrays.fill(this.counts, 0);
			this.sum = 0;
			this.newest = current;
		}
		while (this.newest < current) {
			this.newest++;
			this.sum -= this.counts[index(this.newest)];
			this.counts[index(this.newest)] = 0;
		}
	}

	private static long bucket(long now) {
		return Math.floorDiv(now, BUCKET);
	}

	private static long endOf(long bucket) {
		return (bucket + BUCKETS) * BUCKET;
	}

	private static int index(long bucket) {
		return Math.floorMod(bucket, BUCKETS);
	}

}
