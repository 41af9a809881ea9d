package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;

/**
 * How urgent a waiting call is. The next slot goes to the call whose entry plus the
 * allowance of its lane is earliest: more urgent calls overtake, and nobody starves,
 * because a call that waited longer than its allowance overtakes newer urgent ones.
 */
enum Lane {

	INTERACTIVE(Duration.ZERO), NORMAL(Duration.ofSeconds(5)), BACKGROUND(Duration.ofSeconds(30));

	private static final int LOWEST_INTERACTIVE = 8;

	private static final int HIGHEST_BACKGROUND = 3;

	private final long allowance;

	Lane(Duration allowance) {
		this.allowance = allowance.toNanos();
	}

	/** How long newer calls of more urgent lanes may overtake, in nanoseconds. */
	long allowance() {
		return this.allowance;
	}

	boolean isMoreUrgentThan(Lane other) {
		return this.allowance < other.allowance;
	}

	static Lane of(int priority) {
		if (priority >= LOWEST_INTERACTIVE) {
			return INTERACTIVE;
		}
		return (priority <= HIGHEST_BACKGROUND) ? BACKGROUND : NORMAL;
	}

}
