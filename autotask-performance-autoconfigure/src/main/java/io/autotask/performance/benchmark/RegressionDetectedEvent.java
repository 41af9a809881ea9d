package io.autotask.performance.benchmark;

import java.util.List;

/**
 * A run shows that something got worse, and not by chance. Published to the listeners of
 * {@link BenchmarkSuite} and as an event of the application, after the
 * {@link BenchmarkCompletedEvent}.
 *
 * @param result what the run brought
 * @param regressions what got worse
 */
public record RegressionDetectedEvent(BenchmarkResult result, List<Regression> regressions) implements BenchmarkEvent {

	public RegressionDetectedEvent {
		regressions = List.copyOf(regressions);
	}

}
