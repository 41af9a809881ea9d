package io.autotask.performance.benchmark.statistics;

import java.util.Arrays;

/**
 * Whether two samples come from the same distribution, by ranks alone: the test of H. B.
 * Mann and D. R. Whitney (1947). It assumes nothing about the shape of a distribution,
 * and one wild round weighs no more than any other. Exact for small samples without ties,
 * else by the normal approximation with corrections for ties and continuity.
 */
final class RankTest {

	/** Beyond it the approximation is good to three digits. */
	private static final int LARGEST_EXACT = 400;

	private RankTest() {
	}

	/**
	 * How likely a difference like this is when there is none.
	 * @param one a sample, not empty
	 * @param other a sample, not empty
	 * @return the two-sided probability, from 0 to 1
	 */
	static double probability(double[] one, double[] other) {
		double[] all = new double[one.length + other.length];
		System.arraycopy(one, 0, all, 0, one.length);
		System.arraycopy(other, 0, all, one.length, other.length);
		Arrays.sort(all);
		double u = statistic(one, other);
		double smaller = Math.min(u, (double) one.length * other.length - u);
		double ties = ties(all);
		if (ties == 0 && one.length * other.length <= LARGEST_EXACT) {
			return Math.min(1, 2 * exactlyAtMost((int) smaller, one.length, other.length));
		}
		return approximately(smaller, one.length, other.length, ties);
	}

	/** Pairs in which the first is larger; a tie counts half. */
	private static double statistic(double[] one, double[] other) {
		double u = 0;
		for (double a : one) {
			for (double b : other) {
				u += (a > b) ? 1 : (a == b) ? 0.5 : 0;
			}
		}
		return u;
	}

	private static double exactlyAtMost(int u, int m, int n) {
		// counts[j][k]: orders of i values of one and j of the other in which k pairs are
		// inverted; row by row for i from 0 to m.
		double[][] counts = new double[n + 1][m * n + 1];
		for (int j = 0; j <= n; j++) {
			counts[j][0] = 1;
		}
		for (int i = 1; i <= m; i++) {
			double[][] next = new double[n + 1][m * n + 1];
			next[0][0] = 1;
			for (int j = 1; j <= n; j++) {
				for (int k = 0; k <= i * j; k++) {
					next[j][k] = next[j - 1][k] + ((k >= j) ? counts[j][k - j] : 0);
				}
			}
			counts = next;
		}
		double below = 0;
		double total = 0;
		for (int k = 0; k <= m * n; k++) {
			total += counts[n][k];
			below += (k <= u) ? counts[n][k] : 0;
		}
		return below / total;
	}

	private static double approximately(double smaller, int m, int n, double ties) {
		double all = m + n;
		double variance = m * n / 12.0 * ((all + 1) - ties / (all * (all - 1)));
		if (variance <= 0) {
			return 1;
		}
		double distance = Math.max(0, m * n / 2.0 - smaller - 0.5);
		return Math.min(1, 2 * upperTail(distance / Math.sqrt(variance)));
	}

	private static double ties(double[] sorted) {
		double ties = 0;
		int start = 0;
		for (int i = 1; i <= sorted.length; i++) {
			if (i == sorted.length || sorted[i] != sorted[start]) {
				double size = i - start;
				ties += size * size * size - size;
				start = i;
			}
		}
		return ties;
	}

	/**
	 * The probability that a normal variable is above: formula 26.2.17 of M. Abramowitz
	 * and I. A. Stegun, Handbook of Mathematical Functions (1964), within 7.5e-8.
	 */
	static double upperTail(double z) {
		double t = 1 / (1 + 0.2316419 * z);
		double polynomial = t
				* (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
		return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
	}

}
