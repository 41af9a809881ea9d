package io.autotask.performance.benchmark;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.autotask.performance.benchmark.BenchmarkResult.Slice;
import io.autotask.performance.benchmark.measure.Latency;
import io.autotask.performance.benchmark.statistics.Figure;
import org.jspecify.annotations.Nullable;

/** The figures that thresholds may name, and where they stand in a result. */
final class ThresholdFigures {

	private static final Map<String, Function<Slice, @Nullable Double>> OF_SLICES = ofSlices();

	private static final Map<String, Function<BenchmarkResult, @Nullable Double>> OF_RUNS = ofRuns();

	private static final Map<String, Figure> OF_BASELINES = Arrays.stream(Figure.values())
		.collect(Collectors.toMap(Figure::key, Function.identity()));

	private static final Map<String, Set<String>> FIXED_VALUES = Map.of("load", Set.of("peak"), "reads",
			Set.of("repeated"));

	private static final Set<String> KEYS = Set.of("entity", "operation", "class", "load", "reads");

	private ThresholdFigures() {
	}

	private static Map<String, Function<Slice, @Nullable Double>> ofSlices() {
		Map<String, Function<Slice, @Nullable Double>> figures = new LinkedHashMap<>();
		figures.put("average", (slice) -> slice.latency().average());
		figures.put("p50", percentile(Latency.Percentiles::p50));
		figures.put("p75", percentile(Latency.Percentiles::p75));
		figures.put("p90", percentile(Latency.Percentiles::p90));
		figures.put("p95", percentile(Latency.Percentiles::p95));
		figures.put("p99", percentile(Latency.Percentiles::p99));
		figures.put("p999", percentile(Latency.Percentiles::p999));
		figures.put("max", (slice) -> slice.latency().maximum());
		figures.put("errorRate", Slice::errorRate);
		figures.put("availability", (slice) -> (slice.errorRate() != null) ? (Double) (100 - slice.errorRate()) : null);
		figures.put("hitRate", Slice::hitRate);
		return figures;
	}

	private static Function<Slice, @Nullable Double> percentile(
			Function<Latency.Percentiles, @Nullable Double> percentile) {
		return (slice) -> percentile.apply(slice.latency().percentiles());
	}

	private static Map<String, Function<BenchmarkResult, @Nullable Double>> ofRuns() {
		Map<String, Function<BenchmarkResult, @Nullable Double>> figures = new LinkedHashMap<>();
		figures.put("requestsSaved", (result) -> result.upstream().requestsSaved());
		figures.put("amplification", (result) -> result.upstream().callsPerRequest());
		figures.put("rejections", (result) -> (double) result.upstream().rejections());
		figures.put("requestsPerSecond", (result) -> result.performance().throughput().requestsPerSecond());
		figures.put("entitiesPerSecond", (result) -> result.performance().throughput().entitiesPerSecond());
		figures.put("peakThroughput", (result) -> result.performance().throughput().peakThroughput());
		figures.put("peakHeap", (result) -> {
			Long peak = result.performance().memory().peakUsage();
			return (peak != null) ? (Double) peak.doubleValue() : null;
		});
		figures.put("requests", (result) -> (double) result.summary().totalRequests());
		figures.put("records", (result) -> (double) result.summary().records());
		figures.put("rowsInPlay", (result) -> (double) result.summary().rowsInPlay());
		figures.put("users", (result) -> (double) result.concurrency().actualUsers());
		figures.put("staleReads", (result) -> (double) result.summary().staleReads());
		return figures;
	}

	static boolean isKnown(Threshold threshold) {
		if (OF_RUNS.containsKey(threshold.figure())) {
			return threshold.key() == null;
		}
		if (!OF_SLICES.containsKey(threshold.figure())) {
			return false;
		}
		return threshold.key() == null || KEYS.contains(threshold.key())
				&& FIXED_VALUES.getOrDefault(threshold.key(), Set.of(String.valueOf(threshold.value())))
					.contains(threshold.value());
	}

	static @Nullable Double figure(Threshold threshold, BenchmarkResult result) {
		Function<BenchmarkResult, @Nullable Double> ofRun = OF_RUNS.get(threshold.figure());
		if (ofRun != null) {
			return ofRun.apply(result);
		}
		Slice slice = threshold.slice(result);
		Function<Slice, @Nullable Double> ofSlice = OF_SLICES.get(threshold.figure());
		return (slice != null && ofSlice != null) ? ofSlice.apply(slice) : null;
	}

	/** Whether it depends on how busy the machine is. */
	static boolean isTime(String figure) {
		return figure.matches("average|p\\d+|max|.*PerSecond|peakThroughput");
	}

	static @Nullable Figure ofBaseline(String name) {
		return OF_BASELINES.get(name);
	}

	static String names(boolean baseline) {
		return baseline ? String.join(", ", OF_BASELINES.keySet().stream().sorted().toList())
				: String.join(", ", OF_SLICES.keySet()) + ", " + String.join(", ", OF_RUNS.keySet());
	}

	static <T> @Nullable T ignoringCase(Map<String, T> values, String key) {
		return values.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().equalsIgnoreCase(key))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

}
