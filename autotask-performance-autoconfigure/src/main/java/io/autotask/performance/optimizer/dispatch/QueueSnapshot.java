package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The slots of one entity at one moment, over all origins and integration codes.
 *
 * @param inFlight requests on the wire
 * @param limit how many there may be, or null for any number
 * @param waiting calls in the queue
 * @param averageWait how long calls waited on average since the start, or null when none
 * got a slot yet
 * @param averageAnswer how long the last answers took on average, or null when there was
 * none yet
 */
public record QueueSnapshot(int inFlight, @Nullable Integer limit, int waiting, @Nullable Duration averageWait,
		@Nullable Duration averageAnswer) {

}
