package io.autotask.performance.benchmark;

/** Something that a benchmark has to tell. */
public sealed interface BenchmarkEvent permits BenchmarkCompletedEvent, RegressionDetectedEvent {

	/**
	 * The run it is about.
	 * @return the result
	 */
	BenchmarkResult result();

}
