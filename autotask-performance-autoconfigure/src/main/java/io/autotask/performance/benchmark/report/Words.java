package io.autotask.performance.benchmark.report;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Figures as people read them; what is not known is a dash. */
final class Words {

	private static final String UNKNOWN = "–";

	private Words() {
	}

	static String millis(@Nullable Double millis) {
		if (millis == null) {
			return UNKNOWN;
		}
		return (millis >= 10_000) ? number(millis / 1_000) + " s" : number(millis) + " ms";
	}

	static String percent(@Nullable Double percent) {
		return (percent != null) ? number(percent) + " %" : UNKNOWN;
	}

	static String change(@Nullable Double change) {
		return (change != null) ? String.format(Locale.ROOT, "%+.1f %%", 100 * change) : UNKNOWN;
	}

	static String bytes(@Nullable Double bytes) {
		if (bytes == null) {
			return UNKNOWN;
		}
		return (bytes >= 1 << 20) ? number(bytes / (1 << 20)) + " MB"
				: (bytes >= 1 << 10) ? number(bytes / (1 << 10)) + " kB" : number(bytes) + " B";
	}

	static String bytes(@Nullable Long bytes) {
		return bytes((bytes != null) ? (Double) bytes.doubleValue() : null);
	}

	/** Three digits, and no more of them behind the point than that. */
	static String number(@Nullable Double value) {
		if (value == null) {
			return UNKNOWN;
		}
		double size = Math.abs(value);
		return String.format(Locale.ROOT, (size >= 100) ? "%,.0f" : (size >= 10) ? "%.1f" : "%.2f", value);
	}

	static String count(long count) {
		return String.format(Locale.ROOT, "%,d", count);
	}

}
