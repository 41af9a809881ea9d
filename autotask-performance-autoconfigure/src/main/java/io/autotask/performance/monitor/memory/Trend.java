package io.autotask.performance.monitor.memory;

import java.util.Arrays;

/**
 * A trend that outliers do not make: the median of the slopes between all pairs of points
 * (H. Theil, 1950), with the lower end of its 98 % interval (P. K. Sen, 1968), and how
 * surely the values rise at all (H. B. Mann, 1945; M. G. Kendall, 1948).
 *
 * @param slope by how much values rise per unit of time
 * @param least what they rise by at least, with 99 % certainty; negative infinity when
 * there are too few points to say
 * @param z Mann-Kendall's statistic, of normal distribution
 */
record Trend(double slope, double least, double z) {

	/** Of the normal distribution, for 98 % in the middle. */
	private static final double QUANTILE = 2.326;

	static Trend of(double[] times, double[] values) {
		int n = times.length;
		double[] slopes = new double[n * (n - 1) / 2];
		int next = 0;
		double rises = 0;
		for (int i = 0; i < n; i++) {
			for (int j = i + 1; j < n; j++) {
				double rise = values[j] - values[i];
				slopes[next++] = rise / (times[j] - times[i]);
				rises += Math.signum(rise);
			}
		}
		Arrays.sort(slopes);
		double deviation = Math.sqrt(n * (n - 1.0) * (2.0 * n + 5) / 18);
		int lowest = (int) Math.floor((slopes.length - QUANTILE * deviation) / 2);
		return new Trend(median(slopes), (lowest >= 0) ? slopes[lowest] : Double.NEGATIVE_INFINITY,
				(rises - Math.signum(rises)) / deviation);
	}

	static double median(double[] sorted) {
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
