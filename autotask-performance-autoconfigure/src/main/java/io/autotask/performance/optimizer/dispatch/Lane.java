package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;

import io.autotask.performance.call.CallExchange;
import io.autotask.performance.optimizer.budget.Rank;

/**
 * How urgent a waiting call is. More urgent calls overtake, and nobody starves: of four
 * slots, one goes to the call that has waited for longest beyond the allowance of its
 * lane.
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

	/**
	 * Whose call it is now. A call that nobody in the application waits for is of the
	 * background whatever its priority, until somebody joins it.
	 */
	static Lane of(CallExchange exchange) {
		boolean unwanted = exchange.call().options().background() && exchange.joins() <= 1
				&& !exchange.call().entity().equals(ThresholdReads.ENTITY);
		return unwanted ? BACKGROUND : of(exchange.priority());
	}

	/** Who pays for a call of this lane. */
	Rank rank(boolean write) {
		return switch (this) {
			case INTERACTIVE -> Rank.INTERACTIVE;
			case NORMAL -> write ? Rank.WRITE : Rank.NORMAL;
			case BACKGROUND -> Rank.BACKGROUND;
		};
	}

	static Lane of(int priority) {
		if (priority >= LOWEST_INTERACTIVE) {
			return INTERACTIVE;
		}
		return (priority <= HIGHEST_BACKGROUND) ? BACKGROUND : NORMAL;
	}

}
