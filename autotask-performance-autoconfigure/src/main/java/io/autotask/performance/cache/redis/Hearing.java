package io.autotask.performance.cache.redis;

import java.time.Duration;

import io.autotask.performance.call.TimeSource;

/**
 * Whether news come in: an instance hears its own voice once a second, or it hears
 * nobody. Thread-safe.
 */
final class Hearing {

	private static final long LOST_AFTER = Duration.ofSeconds(3).toNanos();

	private final TimeSource time;

	private volatile long last;

	private volatile boolean heard;

	Hearing(TimeSource time) {
		this.time = time;
	}

	boolean isGood() {
		return this.heard && this.time.nanos() - this.last < LOST_AFTER;
	}

	/**
	 * The own voice was heard.
	 * @return whether it was not for a while, so that news may have been lost
	 */
	synchronized boolean heardItself() {
		boolean lost = !isGood();
		this.last = this.time.nanos();
		this.heard = true;
		return lost;
	}

	/**
	 * The connection is another one: what came in between is lost.
	 */
	synchronized void interrupted() {
		this.heard = false;
	}

}
