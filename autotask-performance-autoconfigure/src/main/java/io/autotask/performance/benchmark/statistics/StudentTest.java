package io.autotask.performance.benchmark.statistics;

/**
 * Whether two samples have the same mean: the t-test of Student (W. S. Gosset, 1908). It
 * takes it for granted that both vary alike, which makes it see a change by few values.
 */
final class StudentTest {

	private static final int MOST_STEPS = 200;

	private static final double CLOSE = 1e-12;

	private StudentTest() {
	}

	/**
	 * How far the means are apart, for what the values vary.
	 * @param values holds both samples, one after the other
	 * @param from where the first begins
	 * @param middle where the second begins, at least two after the first
	 * @param to where the second ends, at least two after its beginning
	 * @return zero or more
	 */
	static double statistic(double[] values, int from, int middle, int to) {
		double difference = Math.abs(Numbers.mean(values, from, middle) - Numbers.mean(values, middle, to));
		double variance = (Numbers.variance(values, from, middle) * (middle - from - 1)
				+ Numbers.variance(values, middle, to) * (to - middle - 1)) / (to - from - 2);
		if (difference == 0) {
			return 0;
		}
		return difference / Math.sqrt(variance * (1.0 / (middle - from) + 1.0 / (to - middle)));
	}

	/**
	 * How likely such a distance is when there is no difference.
	 * @param statistic the distance
	 * @param freedom values of both samples, less two
	 * @return the two-sided probability, from 0 to 1
	 */
	static double probability(double statistic, int freedom) {
		return Double.isInfinite(statistic) ? 0
				: incompleteBeta(freedom / (freedom + statistic * statistic), freedom / 2.0, 0.5);
	}

	/**
	 * The regularised incomplete beta function, by its continued fraction in the way of
	 * W. J. Lentz (1976).
	 */
	private static double incompleteBeta(double x, double a, double b) {
		if (x <= 0 || x >= 1) {
			return (x <= 0) ? 0 : 1;
		}
		double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
		return (x < (a + 1) / (a + b + 2)) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
	}

	private static double fraction(double x, double a, double b) {
		double c = 1;
		double d = 1 / notZero(1 - (a + b) * x / (a + 1));
		double result = d;
		for (int m = 1; m <= MOST_STEPS; m++) {
			double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
			d = 1 / notZero(1 + even * d);
			c = notZero(1 + even / c);
			result *= d * c;
			double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
			d = 1 / notZero(1 + odd * d);
			c = notZero(1 + odd / c);
			result *= d * c;
			if (Math.abs(d * c - 1) < CLOSE) {
				break;
			}
		}
		return result;
	}

	private static double notZero(double value) {
		return (Math.abs(value) < 1e-30) ? 1e-30 : value;
	}

	/** The approximation of C. Lanczos (1964), within 2e-10. */
	private static double logGamma(double x) {
		double[] coefficients = { 76.18009172947146, -86.50532032941677, 24.01409824083091, -1.231739572450155,
				0.1208650973866179e-2, -0.5395239384953e-5 };
		double tmp = x + 5.5;
		tmp -= (x + 0.5) * Math.log(tmp);
		double series = 1.000000000190015;
		for (int i = 0; i < coefficients.length; i++) {
			series += coefficients[i] / (x + 1 + i);
		}
		return -tmp + Math.log(2.5066282746310005 * series / x);
	}

}
