package io.autotask.performance.cache.replay;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws by Zipf's law: the n-th of all comes up in proportion to 1 / n^0.9. */
final class Draw {

	private final double[] upTo;

	Draw(int of) {
		this.upTo = new double[of];
		double sum = 0;
		for (int i = 0; i < of; i++) {
			sum += Math.pow(i + 1, -0.9);
			this.upTo[i] = sum;
		}
	}

	int next(SplittableRandom random) {
		int place = Arrays.binarySearch(this.upTo, random.nextDouble() * this.upTo[this.upTo.length - 1]);
		return Math.min(this.upTo.length - 1, (place >= 0) ? place : -place - 1);
	}

}
