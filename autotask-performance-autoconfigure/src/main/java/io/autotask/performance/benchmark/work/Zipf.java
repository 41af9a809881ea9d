package io.autotask.performance.benchmark.work;

import java.util.Arrays;

/**
 * The law of G. K. Zipf: the k-th of n is asked for in proportion to 1/k^s. With s = 0
 * all are asked for alike. Immutable.
 */
final class Zipf {

	private final double[] upTo;

	Zipf(int n, double exponent) {
		this.upTo = new double[n];
		double sum = 0;
		for (int k = 0; k < n; k++) {
			sum += Math.pow(k + 1, -exponent);
			this.upTo[k] = sum;
		}
		for (int k = 0; k < n; k++) {
			this.upTo[k] /= sum;
		}
	}

	/**
	 * One of them.
	 * @param chance a number from 0 to below 1
	 * @return an index from 0
	 */
	int draw(double chance) {
		int place = Arrays.binarySearch(this.upTo, chance);
		return Math.min(this.upTo.length - 1, (place >= 0) ? place + 1 : -place - 1);
	}

}
