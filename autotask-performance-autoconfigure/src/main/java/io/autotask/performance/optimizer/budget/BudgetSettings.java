package io.autotask.performance.optimizer.budget;

import java.time.Duration;

/**
 * How many requests an hour has, and for whom.
 *
 * @param requestsPerHour requests in any 60 minutes, of the whole tenant, at least 1;
 * {@link #UNLIMITED} when nothing is ever refused
 * @param syncInterval how often Autotask's own count may be read while it matters; zero
 * for never
 * @param backgroundCeiling usage in percent above which background work stops, 0 to 100
 */
public record BudgetSettings(int requestsPerHour, Duration syncInterval, int backgroundCeiling) {

	/** More than anybody sends in an hour. */
	public static final int UNLIMITED = Integer.MAX_VALUE;

	private static final int NORMAL_CEILING = 95;

	private static final int WRITE_CEILING = 98;

	/**
	 * The settings of an application that sets nothing.
	 * @return 10,000 requests, read once a minute at most, background work up to 70
	 * percent
	 */
	public static BudgetSettings defaults() {
		return new BudgetSettings(10_000, Duration.ofMinutes(1), 70);
	}

	/**
	 * The same settings with nothing ever refused, and Autotask never asked.
	 * @return new settings
	 */
	public BudgetSettings unlimited() {
		return new BudgetSettings(UNLIMITED, Duration.ZERO, 100);
	}

	/**
	 * How much of the hour may be used up when somebody of this rank is still served.
	 */
	int ceiling(Rank rank) {
		return switch (rank) {
			case BACKGROUND -> Math.min(NORMAL_CEILING, this.backgroundCeiling);
			case NORMAL -> NORMAL_CEILING;
			case WRITE -> WRITE_CEILING;
			case INTERACTIVE -> 100;
		};
	}

}
