package io.autotask.performance.monitor;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Everything that was counted up to one moment. Nobody changes what it holds.
 *
 * @param nanos the moment, for durations
 * @param instant the moment, for people
 * @param calls all calls, as their callers felt them
 * @param upstream all requests that went out
 * @param endpoints the same in few numbers, by endpoint
 * @param served calls by how they were served
 * @param errors failed calls by kind
 * @param counters what else was counted
 * @param process the process
 * @param waiting calls in the queue, or null when it is not known
 * @param connections connections in use, or null when it is not known
 */
record Totals(long nanos, Instant instant, CallFigures calls, CallFigures upstream,
		Map<EndpointKey, EndpointCount> endpoints, Map<String, Long> served, Map<String, Long> errors,
		Counters counters, ProcessReading process, @Nullable Long waiting, @Nullable Long connections) {

}
