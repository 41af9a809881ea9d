package io.autotask.performance.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.autotask.performance.benchmark.BenchmarkSavings.Change;
import io.autotask.performance.benchmark.BenchmarkSavings.Mode;
import io.autotask.performance.benchmark.Execution.Recording;
import io.autotask.performance.benchmark.measure.Samples;
import io.autotask.performance.benchmark.measure.UpstreamCounts;
import io.autotask.performance.benchmark.statistics.Shift;
import org.jspecify.annotations.Nullable;

/** Makes figures of a run that was played both ways. Pure. */
final class Savings {

	private static final List<String> FIGURES = List.of("upstream", "p50", "p95", "p99", "bytesPerCall");

	private Savings() {
	}

	static BenchmarkSavings of(Recording recording, Samples all, List<BenchmarkResult.Round> rounds) {
		List<Change> changes = new ArrayList<>();
		for (String figure : FIGURES) {
			List<Double> bypassed = figure(rounds, figure, true);
			List<Double> optimised = figure(rounds, figure, false);
			boolean both = !bypassed.isEmpty() && !optimised.isEmpty();
			changes.add(new Change(figure, median(bypassed), median(optimised),
					both ? Shift.between(values(bypassed), values(optimised)) : null));
		}
		return new BenchmarkSavings(mode(all.ofMode(false), recording.optimised),
				mode(all.ofMode(true), recording.bypassed), changes);
	}

	private static Mode mode(Samples samples, UpstreamCounts counts) {
		return new Mode(samples.calls(), counts.picture().requests(), counts.picture().bytes(), samples.errors(),
				samples.latency());
	}

	private static List<Double> figure(List<BenchmarkResult.Round> rounds, String figure, boolean bypassed) {
		return rounds.stream()
			.filter((round) -> round.bypassed() == bypassed)
			.map((round) -> round.figures().get(figure))
			.filter(Objects::nonNull)
			.toList();
	}

	private static @Nullable Double median(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
	}

	private static double[] values(List<Double> values) {
		return values.stream().mapToDouble(Double::doubleValue).toArray();
	}

}
