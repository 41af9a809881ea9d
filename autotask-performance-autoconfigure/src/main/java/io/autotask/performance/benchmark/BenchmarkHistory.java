package io.autotask.performance.benchmark;

import java.util.List;

import io.autotask.performance.benchmark.statistics.ChangePoint;

/**
 * The runs that were saved under one name, in order.
 *
 * @param name the name
 * @param points the runs
 * @param changes where the 95th percentile changed for good
 */
public record BenchmarkHistory(String name, List<Point> points, List<ChangePoint> changes) {

	/**
	 * One run.
	 *
	 * @param measuredAt when it began
	 * @param run its id
	 * @param p50 the median of its rounds, in milliseconds
	 * @param p95 the median of its rounds, in milliseconds
	 * @param p99 the median of its rounds, in milliseconds
	 */
	public record Point(String measuredAt, String run, double p50, double p95, double p99) {

	}

}
