package io.autotask.performance.monitor;

import java.time.Duration;
import java.time.Instant;

import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;

/**
 * One call that ended. Holds no id, no address and nothing of what was asked.
 *
 * @param at when it ended
 * @param entity the entity as the API spells it, or {@code other}
 * @param operation the operation
 * @param outcome how it ended
 * @param status the status code, or null when there is none
 * @param served how it was served, such as {@code cache} or {@code network}, or null when
 * it got no answer
 * @param took how long its caller waited
 * @param bytes the size of the body; zero when it streams through
 * @param error what kind of error it is, such as {@code http-404} or {@code queue-full},
 * or null when it is none
 * @param caller who made it, if it was said
 */
public record RequestSample(Instant at, String entity, Operation operation, Outcome outcome, @Nullable Integer status,
		@Nullable String served, Duration took, long bytes, @Nullable String error, @Nullable String caller) {

}
