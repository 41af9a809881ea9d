package io.autotask.performance.optimizer.pattern;

import java.time.Duration;

/**
 * Requests that come close together, each with a call of its own. Not thread-safe. Times
 * are nanoseconds.
 */
final class Burst {

	private static final long CLOSE = Duration.ofMillis(250).toNanos();

	/** Fewer are no burst. */
	private static final int SMALLEST = 5;

	private long lastAt;

	private long size;

	private long needless;

	void add(long now) {
		this.size = (this.size > 0 && now - this.lastAt < CLOSE) ? this.size + 1 : 1;
		this.lastAt = now;
		if (this.size == SMALLEST) {
			// All but one of those that came so far.
			this.needless += SMALLEST - 1;
		}
		else if (this.size > SMALLEST) {
			this.needless++;
		}
	}

	/**
	 * How many could have been spared, if each burst had been one request.
	 */
	long needless() {
		return this.needless;
	}

}
