package io.autotask.performance.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Warming at one moment.
 *
 * @param running whether strategies run by themselves
 * @param strategies the strategies by id
 */
public record WarmingSnapshot(boolean running, List<Strategy> strategies) {

	/**
	 * One strategy.
	 *
	 * @param id its name
	 * @param priority 1 to 10
	 * @param interval the pause between two runs, or null when it runs by a cron
	 * expression
	 * @param cron the cron expression, or null
	 * @param runs how often it ran to its end
	 * @param rows how many rows its last run read, or null before the first
	 * @param failures how many reads failed
	 * @param lastFailure the kind of the last failure, or null
	 * @param lastRun when its last run began, or null
	 * @param took how long the last run took, or null
	 */
	public record Strategy(String id, int priority, @Nullable Duration interval, @Nullable String cron, long runs,
			@Nullable Long rows, long failures, @Nullable String lastFailure, @Nullable Instant lastRun,
			@Nullable Duration took) {

	}

}
