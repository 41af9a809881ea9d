package io.autotask.performance.benchmark.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in a history from which on the figures are others: found by splitting where the
 * means differ most for what they vary, as long as the difference is no chance (after M.
 * Fleming et al., Hunter, ICPE 2023, with Student's t in the place of permutations, so
 * that the same history has the same points).
 *
 * @param index the first value of the new kind
 * @param before the mean before it, back to the change point before
 * @param after the mean from it on, up to the next change point
 */
public record ChangePoint(int index, double before, double after) {

	private static final int SHORTEST = 4;

	private static final double RISK = 0.0002;

	private static final double LEAST_CHANGE = 0.05;

	/**
	 * The change points of a history.
	 * @param history the values in order, above zero
	 * @return the change points in order
	 */
	public static List<ChangePoint> find(double[] history) {
		return find(history, LEAST_CHANGE);
	}

	/**
	 * The change points of a history.
	 * @param history the values in order
	 * @param leastChange what a change has to be of the mean before it
	 * @return the change points in order
	 */
	public static List<ChangePoint> find(double[] history, double leastChange) {
		List<Integer> splits = new ArrayList<>();
		split(history, 0, history.length, leastChange, splits);
		splits.sort(null);
		List<ChangePoint> points = new ArrayList<>();
		for (int i = 0; i < splits.size(); i++) {
			int from = (i > 0) ? splits.get(i - 1) : 0;
			int to = (i + 1 < splits.size()) ? splits.get(i + 1) : history.length;
			points.add(new ChangePoint(splits.get(i), Numbers.mean(history, from, splits.get(i)),
					Numbers.mean(history, splits.get(i), to)));
		}
		return points;
	}

	private static void split(double[] history, int from, int to, double leastChange, List<Integer> splits) {
		int best = -1;
		double farthest = 0;
		for (int middle = from + SHORTEST; middle <= to - SHORTEST; middle++) {
			double before = Numbers.mean(history, from, middle);
			double change = Math.abs(Numbers.mean(history, middle, to) - before);
			double statistic = StudentTest.statistic(history, from, middle, to);
			if (statistic > farthest && change >= leastChange * Math.abs(before)) {
				best = middle;
				farthest = statistic;
			}
		}
		if (best >= 0 && StudentTest.probability(farthest, to - from - 2) < RISK) {
			splits.add(best);
			split(history, from, best, leastChange, splits);
			split(history, best, to, leastChange, splits);
		}
	}

}
