package io.autotask.performance.benchmark.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How far one sample lies from another: the median of all pairwise quotients, after J. L.
 * Hodges and E. L. Lehmann (1963), with an interval by the bootstrap of B. Efron (1979).
 * Where a value is zero there is no quotient, and differences are taken.
 *
 * @param change the change: 0.1 is a tenth more; a difference when it is absolute
 * @param low the lower end of the interval in which it lies with 95 %
 * @param high the upper end of the interval
 * @param absolute whether these are differences and no quotients
 */
public record Shift(double change, double low, double high, boolean absolute) {

	private static final int RESAMPLES = 500;

	private static final long SEED = 20_261_126;

	/**
	 * The shift from one sample to another.
	 * @param from a sample, not empty
	 * @param to a sample, not empty
	 * @return how far the second lies from the first
	 */
	public static Shift between(double[] from, double[] to) {
		boolean absolute = Arrays.stream(from).anyMatch((value) -> value <= 0)
				|| Arrays.stream(to).anyMatch((value) -> value <= 0);
		return between(from, to, absolute);
	}

	/**
	 * The shift from one sample to another, as a difference.
	 * @param from a sample, not empty
	 * @param to a sample, not empty
	 * @return how far the second lies from the first
	 */
	public static Shift difference(double[] from, double[] to) {
		return between(from, to, true);
	}

	/**
	 * The shift from one sample to another of which the values belong together in pairs:
	 * the median of the means of all pairs of their quotients.
	 * @param from a sample of values above zero
	 * @param to as many values above zero
	 * @return how far the second lies from the first
	 */
	static Shift ofPairs(double[] from, double[] to) {
		double[] logs = new double[from.length];
		for (int i = 0; i < logs.length; i++) {
			logs[i] = Math.log(to[i] / from[i]);
		}
		SplittableRandom random = new SplittableRandom(SEED);
		double[] changes = new double[RESAMPLES];
		double[] drawn = new double[logs.length];
		for (int i = 0; i < RESAMPLES; i++) {
			draw(logs, drawn, random);
			changes[i] = middle(drawn);
		}
		Arrays.sort(changes);
		return new Shift(middle(logs), changes[RESAMPLES / 40], changes[RESAMPLES - 1 - RESAMPLES / 40], false);
	}

	private static double middle(double[] logs) {
		double[] means = new double[logs.length * (logs.length + 1) / 2];
		int position = 0;
		for (int i = 0; i < logs.length; i++) {
			for (int j = i; j < logs.length; j++) {
				means[position++] = (logs[i] + logs[j]) / 2;
			}
		}
		return Math.exp(Numbers.median(means)) - 1;
	}

	private static Shift between(double[] from, double[] to, boolean absolute) {
		SplittableRandom random = new SplittableRandom(SEED);
		double[] changes = new double[RESAMPLES];
		double[] one = new double[from.length];
		double[] other = new double[to.length];
		double[] pairs = new double[from.length * to.length];
		for (int i = 0; i < RESAMPLES; i++) {
			draw(from, one, random);
			draw(to, other, random);
			changes[i] = change(one, other, pairs, absolute);
		}
		Arrays.sort(changes);
		return new Shift(change(from, to, pairs, absolute), changes[RESAMPLES / 40],
				changes[RESAMPLES - 1 - RESAMPLES / 40], absolute);
	}

	private static void draw(double[] from, double[] into, SplittableRandom random) {
		for (int i = 0; i < into.length; i++) {
			into[i] = from[random.nextInt(from.length)];
		}
	}

	private static double change(double[] from, double[] to, double[] pairs, boolean absolute) {
		int position = 0;
		for (double a : from) {
			for (double b : to) {
				pairs[position++] = absolute ? b - a : b / a;
			}
		}
		return Numbers.median(pairs) - (absolute ? 0 : 1);
	}

}
