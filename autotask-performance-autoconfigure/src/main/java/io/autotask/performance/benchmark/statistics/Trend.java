package io.autotask.performance.benchmark.statistics;

import org.jspecify.annotations.Nullable;

/**
 * Whether a series grows: the slope of H. Theil (1950) and P. K. Sen (1968), and how
 * likely it is by chance, by the test of H. B. Mann (1945) and M. G. Kendall (1948). Both
 * take one wild value for what it is.
 *
 * @param slope growth per step
 * @param probability how likely such a growth is when there is none
 */
public record Trend(double slope, double probability) {

	private static final int LEAST = 8;

	/**
	 * The trend of a series.
	 * @param series values at equal distances
	 * @return the trend, or null when there are fewer than eight values
	 */
	public static @Nullable Trend of(double[] series) {
		int n = series.length;
		if (n < LEAST) {
			return null;
		}
		double[] slopes = new double[n * (n - 1) / 2];
		int position = 0;
		int sum = 0;
		for (int i = 0; i < n; i++) {
			for (int j = i + 1; j < n; j++) {
				slopes[position++] = (series[j] - series[i]) / (j - i);
				sum += (int) Math.signum(series[j] - series[i]);
			}
		}
		double variance = n * (n - 1.0) * (2 * n + 5) / 18;
		double z = Math.max(0, Math.abs(sum) - 1) / Math.sqrt(variance);
		return new Trend(Numbers.median(slopes), Math.min(1, 2 * RankTest.upperTail(z)));
	}

}
