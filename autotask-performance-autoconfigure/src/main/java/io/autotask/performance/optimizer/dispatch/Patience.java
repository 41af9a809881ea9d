package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;

/**
 * How long a call may wait for its answer to set out, however often it has to queue. Who
 * joins it later may wait as long as the first one did. Thread-safe.
 */
final class Patience {

	private final long enteredAt;

	private final Duration longest;

	private volatile long since;

	private volatile int rejections;

	Patience(long now, Duration longest) {
		this.enteredAt = now;
		this.since = now;
		this.longest = longest;
	}

	void joined(long now) {
		this.since = now;
	}

	/**
	 * When the call entered the queue for the first time.
	 */
	long enteredAt() {
		return this.enteredAt;
	}

	/**
	 * How long it may wait yet, in nanoseconds; zero or less when the time is up.
	 */
	long left(long now) {
		return this.longest.toNanos() - (now - this.since);
	}

	/**
	 * The API turned it away. One attempt follows the other, so nothing is counted twice.
	 */
	void rejected() {
		this.rejections = this.rejections + 1;
	}

	int rejections() {
		return this.rejections;
	}

}
