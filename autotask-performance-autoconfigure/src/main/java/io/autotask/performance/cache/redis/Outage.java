package io.autotask.performance.cache.redis;

import java.time.Duration;

import io.autotask.performance.call.TimeSource;

/**
 * Whether it is worth asking: after a few failures in a row it is not, but for one
 * attempt every now and then. Thread-safe.
 */
final class Outage {

	private static final int FAILURES = 3;

	private static final long PAUSE = Duration.ofSeconds(2).toNanos();

	private final TimeSource time;

	private int failures;

	private long nextAttempt;

	Outage(TimeSource time) {
		this.time = time;
	}

	/**
	 * Whether to ask now. During an outage this is true once in a while, for one caller.
	 */
	synchronized boolean mayAsk() {
		if (this.failures < FAILURES) {
			return true;
		}
		long now = this.time.nanos();
		if (now - this.nextAttempt < 0) {
			return false;
		}
		this.nextAttempt = now + PAUSE;
		return true;
	}

	synchronized boolean isOn() {
		return this.failures >= FAILURES;
	}

	synchronized void succeeded() {
		this.failures = 0;
	}

	synchronized void failed() {
		this.failures = Math.min(FAILURES, this.failures + 1);
		this.nextAttempt = this.time.nanos() + PAUSE;
	}

}
