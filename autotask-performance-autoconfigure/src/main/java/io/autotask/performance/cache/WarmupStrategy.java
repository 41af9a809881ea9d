package io.autotask.performance.cache;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * What is kept warm, and when.
 *
 * @param id its name, unique in a cache
 * @param queries the reads
 * @param function reads in a way of its own, or null
 * @param priority 1 to 10: of strategies that are due together the higher goes first. All
 * of them stay behind the application's own calls
 * @param interval the pause between two runs, or null for the common one
 * @param cron when to run, instead of an interval, or null
 */
public record WarmupStrategy(String id, List<WarmupQuery> queries, @Nullable WarmupFunction function, int priority,
		@Nullable Duration interval, @Nullable String cron) {

	private static final int NORMAL = 5;

	/**
	 * Checks a strategy.
	 * @throws IllegalArgumentException when it could never run
	 */
	public WarmupStrategy {
		if (id.isBlank() || (queries.isEmpty() && function == null)) {
			throw new IllegalArgumentException("A strategy for warming needs an 'id', and queries or a function");
		}
		if (priority < 1 || priority > 10) {
			throw new IllegalArgumentException(
					"The 'priority' of '" + id + "' is " + priority + ", allowed are 1 to 10");
		}
		if (interval != null && (interval.isNegative() || interval.isZero())) {
			throw new IllegalArgumentException(
					"The 'interval' of '" + id + "' is " + interval + ", it must be longer than 0");
		}
		if (cron != null) {
			CronExpression.parse(cron);
		}
		queries = List.copyOf(queries);
	}

	/**
	 * A strategy of queries, at the common interval.
	 * @param id its name
	 * @param queries the reads
	 * @return the strategy
	 */
	public static WarmupStrategy of(String id, WarmupQuery... queries) {
		return new WarmupStrategy(id, List.of(queries), null, NORMAL, null, null);
	}

	/**
	 * A strategy that reads in a way of its own, at the common interval.
	 * @param id its name
	 * @param function reads
	 * @return the strategy
	 */
	public static WarmupStrategy custom(String id, WarmupFunction function) {
		return new WarmupStrategy(id, List.of(), function, NORMAL, null, null);
	}

	/**
	 * The same at another interval.
	 * @param pause between two runs
	 * @return a new strategy
	 */
	public WarmupStrategy every(Duration pause) {
		return new WarmupStrategy(this.id, this.queries, this.function, this.priority, pause, null);
	}

	/**
	 * The same at the times of a cron expression, in the time zone of the machine.
	 * @param expression six fields, as of {@code @Scheduled}
	 * @return a new strategy
	 */
	public WarmupStrategy at(String expression) {
		return new WarmupStrategy(this.id, this.queries, this.function, this.priority, null, expression);
	}

	/**
	 * The same with another priority.
	 * @param other 1 to 10
	 * @return a new strategy
	 */
	public WarmupStrategy withPriority(int other) {
		return new WarmupStrategy(this.id, this.queries, this.function, other, this.interval, this.cron);
	}

}
