package io.autotask.performance.benchmark.statistics;

import java.util.Arrays;

/** Figures of figures. */
final class Numbers {

	private Numbers() {
	}

	static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	static double mean(double[] values, int from, int to) {
		double sum = 0;
		for (int i = from; i < to; i++) {
			sum += values[i];
		}
		return sum / (to - from);
	}

	/** Without bias, of at least two values. */
	static double variance(double[] values, int from, int to) {
		double mean = mean(values, from, to);
		double sum = 0;
		for (int i = from; i < to; i++) {
			sum += (values[i] - mean) * (values[i] - mean);
		}
		return sum / (to - from - 1);
	}

}
