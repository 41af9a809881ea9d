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

	private long number;

	Hearing(TimeSource time) {
		this.time = time;
	}

	boolean isGood() {
		return this.heard && this.time.nanos() - this.last < LOST_AFTER;
	}

	/**
	 * The own voice was heard.
	 * @param told the number of the last news before it
	 * @return whether news may have been lost: there was silence, or another number was
	 * expected
	 */
	synchronized boolean heardItself(long told) {
		boolean lost = !isGood() || told != this.number;
		this.last = this.time.nanos();
		this.heard = true;
		this.number = told;
		return lost;
	}

	/**
	 * News came in.
	 * @param told their number
	 * @return whether others before them did not
	 */
	synchronized boolean heardNews(long told) {
		boolean lost = told != this.number + 1;
		this.number = told;
		return lost;
	}

	/**
	 * The connection is another one: what came in between is lost.
	 */
	synchronized void interrupted() {
		this.heard = false;
	}

}
