package io.autotask.performance.benchmark;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures with as many digits as they are worth. */
final class Rounding {

	private static final MathContext FOUR_DIGITS = new MathContext(4);

	private Rounding() {
	}

	static double of(double value) {
		return Double.isFinite(value) ? new BigDecimal(value).round(FOUR_DIGITS).doubleValue() : value;
	}

	static Map<String, List<Double>> of(Map<String, List<Double>> lists) {
		Map<String, List<Double>> rounded = new TreeMap<>();
		lists.forEach((key, values) -> rounded.put(key, values.stream().map(Rounding::of).toList()));
		return rounded;
	}

}
