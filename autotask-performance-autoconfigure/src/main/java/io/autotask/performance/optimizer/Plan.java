package io.autotask.performance.optimizer;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a job will cost.
 *
 * @param requests how many requests it needs at most, if nothing of it is in memory
 * @param shareOfHour how much of what its priority may spend in an hour that is, in
 * percent, or null when there is no limit
 * @param fitsNow whether the hour has that much left for it now
 * @param hours how many further hours it has to wait for the budget; 0 when it fits now
 * @param atLeast how long it takes by slots and by the average answer of its entity so
 * far, if nothing else is going on; null when nothing of that entity was answered yet
 */
public record Plan(long requests, @Nullable Double shareOfHour, boolean fitsNow, long hours,
		@Nullable Duration atLeast) {

}
