package io.autotask.performance.benchmark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.autotask.performance.benchmark.measure.Validity;

/**
 * What is kept of a run to compare others with: the figures of its rounds, and what they
 * are worth. Immutable.
 *
 * @param name its name
 * @param run the run that it was made of
 * @param measuredAt when that began
 * @param benchmark the name of the benchmark
 * @param workload what was asked, how much and when
 * @param machine what times depend on
 * @param spoilt what makes its times worthless; its counts are good
 * @param figures each figure in each round
 * @param endpoints the 95th percentile of each entity and operation in each round
 */
record Baseline(String name, String run, Instant measuredAt, String benchmark, String workload, String machine,
		List<String> spoilt, Map<String, List<Double>> figures, Map<String, List<Double>> endpoints) {

	static Baseline of(String name, BenchmarkResult result) {
		Map<String, List<Double>> figures = new TreeMap<>();
		Map<String, List<Double>> endpoints = new TreeMap<>();
		for (BenchmarkResult.Round round : result.rounds()) {
			if (!round.bypassed()) {
				round.figures().forEach((figure, value) -> add(figures, figure, value));
				round.entities().forEach((endpoint, value) -> add(endpoints, endpoint, value));
			}
		}
		return new Baseline(name, result.id(), result.summary().startTime(), result.name(),
				result.environment().workload(), result.environment().machine(),
				result.invalidBecause().stream().filter((reason) -> !Validity.isByTarget(reason)).toList(), figures,
				endpoints);
	}

	List<Double> figure(String figure) {
		return this.figures.getOrDefault(figure, List.of());
	}

	private static void add(Map<String, List<Double>> lists, String key, Double value) {
		lists.computeIfAbsent(key, (any) -> new ArrayList<>()).add(value);
	}

}
