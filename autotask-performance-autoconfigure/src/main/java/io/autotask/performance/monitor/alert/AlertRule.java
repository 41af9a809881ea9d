package io.autotask.performance.monitor.alert;

import org.jspecify.annotations.Nullable;

/**
 * When an alert begins and when it may end: it begins where its threshold is crossed, and
 * may end where the value is well on the good side again, so that a value that hovers
 * around the threshold is one alert. Pure.
 */
final class AlertRule {

	/** A value has to be a tenth better than the threshold to be good. */
	private static final double MARGIN = 0.1;

	private AlertRule() {
	}

	static boolean isCrossed(AlertType type, double value, double threshold) {
		return type.above() ? value > threshold : value < threshold;
	}

	/**
	 * Whether the value is good again. What cannot be measured any more, such as the
	 * response time when there are no calls, is.
	 */
	static boolean isGood(AlertType type, @Nullable AlertReading reading, @Nullable Double threshold) {
		if (reading == null || threshold == null) {
			return true;
		}
		double good = type.above() ? threshold * (1 - MARGIN) : threshold * (1 + MARGIN);
		return type.above() ? reading.value() <= good : reading.value() >= good;
	}

	/**
	 * How bad a value is that crossed its threshold.
	 */
	static Severity severity(AlertType type, double value, double threshold) {
		return switch (type) {
			case BUDGET -> graded(value, 90, 98);
			case QUEUE -> graded(value, 75, 95);
			case ERROR_BURST -> Severity.HIGH;
			case MEMORY_LEAK -> Severity.HIGH;
			case CIRCUIT -> Severity.HIGH;
			case POOL_EFFICIENCY -> Severity.LOW;
			case LATENCY, ERROR_RATE, CPU, MEMORY -> graded(value / threshold, 1.5, 2);
			case THROUGHPUT -> (value > 0) ? graded(threshold / value, 1.5, 2) : Severity.CRITICAL;
		};
	}

	private static Severity graded(double value, double high, double critical) {
		if (value >= critical) {
			return Severity.CRITICAL;
		}
		return (value >= high) ? Severity.HIGH : Severity.MEDIUM;
	}

}
