package io.autotask.performance.optimizer.resilience;

import java.time.Duration;

import io.autotask.performance.call.TimeSource;

/**
 * How much may be sent again when much fails: each call earns a share of a repetition,
 * and there is a small reserve for times of few calls, which fills up within a minute. So
 * an outage never sees more than that share of requests on top (Google, "Site Reliability
 * Engineering", 2016, chapter 21; Finagle's {@code RetryBudget}). Thread-safe.
 */
final class RetryBudget {

	private static final double RESERVE = 10;

	private static final double REFILL = RESERVE / Duration.ofMinutes(1).toNanos();

	private final double share;

	private final TimeSource time;

	private double tokens = RESERVE;

	private long refilledAt;

	/**
	 * A full budget.
	 * @param percent which share of all calls may be repeated
	 */
	RetryBudget(int percent, TimeSource time) {
		this.share = percent / 100.0;
		this.time = time;
		this.refilledAt = time.nanos();
	}

	/**
	 * A call is made for the first time.
	 */
	synchronized void earn() {
		this.tokens = Math.min(RESERVE, this.tokens + this.share);
	}

	/**
	 * A call is to be repeated.
	 * @return whether it may
	 */
	synchronized boolean spend() {
		long now = this.time.nanos();
		this.tokens = Math.min(RESERVE, this.tokens + REFILL * (now - this.refilledAt));
		this.refilledAt = now;
		if (this.share == 0 || this.tokens < 1) {
			return false;
		}
		this.tokens--;
		return true;
	}

}
