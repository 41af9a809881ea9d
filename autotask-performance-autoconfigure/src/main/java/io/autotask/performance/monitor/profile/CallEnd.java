package io.autotask.performance.monitor.profile;

import java.time.Duration;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended that is part of a profile.
 *
 * @param call the call
 * @param outcome how it ended
 * @param served how it was served, or null when it got no answer
 * @param took how long its caller waited
 * @param rows rows in its answer
 * @param bytes bytes of its answer
 */
public record CallEnd(ApiCall call, Outcome outcome, @Nullable String served, Duration took, long rows, long bytes) {

}
