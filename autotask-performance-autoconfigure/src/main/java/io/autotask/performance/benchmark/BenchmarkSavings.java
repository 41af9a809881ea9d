package io.autotask.performance.benchmark;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.autotask.performance.benchmark.measure.Latency;
import io.autotask.performance.benchmark.statistics.Shift;
import org.jspecify.annotations.Nullable;

/**
 * What the starter saves: the same workload, once as the application has it and once with
 * everything bypassed that could answer from memory, round by round in turn. Both ways
 * pass the queue, so Autotask's limits are kept.
 *
 * @param optimised as the application has it
 * @param bypassed with cache, sharing and batching bypassed
 * @param changes how each figure moved from bypassed to optimised
 */
public record BenchmarkSavings(Mode optimised, Mode bypassed, List<Change> changes) {

	/**
	 * One of the two ways.
	 *
	 * @param calls calls that were made
	 * @param upstreamRequests requests that Autotask saw
	 * @param bytesIn bytes that came from Autotask
	 * @param errors calls that failed
	 * @param latency how long calls took
	 */
	public record Mode(long calls, long upstreamRequests, long bytesIn, long errors, Latency latency) {

	}

	/**
	 * How one figure moved.
	 *
	 * @param figure which
	 * @param bypassed its median over the rounds with bypass, or null without rounds
	 * @param optimised its median over the rounds as the application has it
	 * @param shift how far it moved: -0.9 is nine tenths less; with the interval in which
	 * that lies with 95 %
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Change(String figure, @Nullable Double bypassed, @Nullable Double optimised, @Nullable Shift shift) {

	}

}
