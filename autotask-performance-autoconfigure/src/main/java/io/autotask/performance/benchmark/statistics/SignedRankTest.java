package io.autotask.performance.benchmark.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Whether pairs of values differ in one direction: the signed-rank test of F. Wilcoxon
 * (1945), on the logarithms of their quotients. Exact up to 30 pairs, of which a run has
 * no more than it has rounds; the first 30 are taken of more.
 */
final class SignedRankTest {

	private static final int MOST = 30;

	private SignedRankTest() {
	}

	/**
	 * How likely differences like these are when there is none.
	 * @param one values above zero
	 * @param other as many values above zero
	 * @return the two-sided probability, from 0 to 1
	 */
	static double probability(double[] one, double[] other) {
		double[] differences = IntStream.range(0, Math.min(MOST, one.length))
			.mapToDouble((i) -> Math.log(other[i] / one[i]))
			.filter((difference) -> difference != 0)
			.toArray();
		int n = differences.length;
		if (n == 0) {
			return 1;
		}
		Integer[] bySize = IntStream.range(0, n)
			.boxed()
			.sorted(Comparator.comparingDouble((i) -> Math.abs(differences[i])))
			.toArray(Integer[]::new);
		int positive = 0;
		for (int rank = 1; rank <= n; rank++) {
			positive += (differences[bySize[rank - 1]] > 0) ? rank : 0;
		}
		int total = n * (n + 1) / 2;
		return Math.min(1, 2 * atMost(Math.min(positive, total - positive), n, total));
	}

	/** How many of all signs make the sum of positive ranks that small. */
	private static double atMost(int sum, int n, int total) {
		double[] ways = new double[total + 1];
		ways[0] = 1;
		for (int rank = 1; rank <= n; rank++) {
			for (int i = total; i >= rank; i--) {
				ways[i] += ways[i - rank];
			}
		}
		return Arrays.stream(ways, 0, sum + 1).sum() / Math.pow(2, n);
	}

}
