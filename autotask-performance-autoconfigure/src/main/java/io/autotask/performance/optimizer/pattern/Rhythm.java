package io.autotask.performance.optimizer.pattern;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.autotask.performance.call.CallKey;

/**
 * Whether the same is asked at even distances. Remembers the last few things that were
 * asked. Not thread-safe. Times are nanoseconds.
 */
final class Rhythm {

	private static final int MOST_REMEMBERED = 8;

	/** Fewer intervals say nothing. */
	private static final int FEWEST = 4;

	private static final long SHORTEST = Duration.ofMillis(500).toNanos();

	/** Of even distances, each differs from their mean by less than a quarter. */
	private static final double EVEN = 0.25;

	private final Map<CallKey, Beat> beats = new LinkedHashMap<>(16, 0.75f, true);

	private long polls;

	void add(CallKey key, long now) {
		Beat beat = this.beats.get(key);
		if (beat == null) {
			if (this.beats.size() >= MOST_REMEMBERED) {
				this.beats.remove(this.beats.keySet().iterator().next());
			}
			this.beats.put(key, new Beat(now));
		}
		else {
			this.polls += beat.next(now);
		}
	}

	/**
	 * How many requests were such.
	 */
	long polls() {
		return this.polls;
	}

	/** One thing that is asked. */
	private static final class Beat {

		private long lastAt;

		private double mean;

		private int even;

		Beat(long now) {
			this.lastAt = now;
		}

		/** How many more requests are known to be polls by this one. */
		int next(long now) {
			long interval = now - this.lastAt;
			this.lastAt = now;
			boolean fits = interval >= SHORTEST
					&& (this.even == 0 || Math.abs(interval - this.mean) < EVEN * this.mean);
			if (!fits) {
				this.even = 0;
				return 0;
			}
			this.mean = (this.even == 0) ? interval : this.mean + (interval - this.mean) / (this.even + 1);
			this.even++;
			if (this.even < FEWEST) {
				return 0;
			}
			return (this.even == FEWEST) ? FEWEST : 1;
		}

	}

}
