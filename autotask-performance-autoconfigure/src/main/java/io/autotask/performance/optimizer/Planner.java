package io.autotask.performance.optimizer;

import java.time.Duration;

import io.autotask.performance.optimizer.budget.Budgets.Allowance;
import io.autotask.performance.optimizer.dispatch.QueueSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Says what a job will cost. Pure.
 */
final class Planner {

	private static final int PAGE = 500;

	private Planner() {
	}

	/**
	 * Plans a job.
	 * @param maxBatch how many reads leave together
	 * @param maxPerEndpoint how many requests are in flight for one entity
	 * @param queue the entity's queue, or null when nothing was asked of it yet
	 * @param allowance what such jobs may spend, or null for any number
	 */
	static Plan plan(Job job, int maxBatch, int maxPerEndpoint, @Nullable QueueSnapshot queue,
			@Nullable Allowance allowance) {
		long requests = switch (job.kind()) {
			case GETS -> parts(job.count(), Math.max(1, maxBatch));
			// Whether a full page is the last one is only known by asking for the next.
			case SCAN -> parts(job.count(), PAGE) + ((job.count() % PAGE == 0) ? 1 : 0);
			case REQUESTS -> job.count();
		};
		boolean fits = allowance == null || requests <= allowance.left();
		Double share = (allowance != null) ? 100.0 * requests / Math.max(1, allowance.perHour()) : null;
		long hours = (allowance == null || fits) ? 0
				: parts(requests - allowance.left(), Math.max(1, allowance.perHour()));
		return new Plan(requests, share, fits, hours, atLeast(requests, maxPerEndpoint, queue));
	}

	private static @Nullable Duration atLeast(long requests, int maxPerEndpoint, @Nullable QueueSnapshot queue) {
		if (queue == null || queue.averageAnswer() == null) {
			return null;
		}
		Integer limit = queue.limit();
		int slots = Math.max(1, Math.min(maxPerEndpoint, (limit != null) ? limit : maxPerEndpoint));
		return queue.averageAnswer().multipliedBy(parts(requests, slots));
	}

	private static long parts(long whole, long size) {
		return (whole + size - 1) / size;
	}

}
