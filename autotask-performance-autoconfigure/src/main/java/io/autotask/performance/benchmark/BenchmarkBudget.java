package io.autotask.performance.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * How many requests the tenant has in this hour, as far as it is known without asking.
 *
 * @param limit requests in any sixty minutes, or null when not known
 * @param used how many of them are used, or null when not known
 * @param ceiling percent above which work in the background stops
 */
public record BenchmarkBudget(@Nullable Long limit, @Nullable Long used, int ceiling) {

	/**
	 * Nothing is known.
	 * @return a budget without figures
	 */
	public static BenchmarkBudget unknown() {
		return new BenchmarkBudget(null, null, 70);
	}

	/**
	 * Whether there is no room for work in the background.
	 * @return false when nothing is known
	 */
	boolean isExhausted() {
		return this.limit != null && this.used != null && 100.0 * this.used / this.limit >= this.ceiling;
	}

}
