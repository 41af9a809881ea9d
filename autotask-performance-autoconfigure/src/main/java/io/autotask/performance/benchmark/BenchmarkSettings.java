package io.autotask.performance.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What benchmarks may do at most.
 *
 * @param allowWrites whether they may create, change and delete rows
 * @param allowRemoteTarget whether they may go to another machine than this one
 * @param maxRequests calls of one run
 * @param maxDuration time of one run
 * @param baselineDirectory where baselines are
 * @param thresholds what every run has to meet
 */
public record BenchmarkSettings(boolean allowWrites, boolean allowRemoteTarget, int maxRequests, Duration maxDuration,
		Path baselineDirectory, List<String> thresholds) {

	/** A run keeps about 50 bytes of each call. */
	public static final int MOST_REQUESTS = 2_000_000;

	public BenchmarkSettings {
		thresholds = List.copyOf(thresholds);
	}

	/**
	 * The settings of an application that sets nothing.
	 * @return no writes, this machine, 10,000 calls, five minutes
	 */
	public static BenchmarkSettings defaults() {
		return new BenchmarkSettings(false, false, 10_000, Duration.ofMinutes(5), Path.of("benchmarks"), List.of());
	}

}
