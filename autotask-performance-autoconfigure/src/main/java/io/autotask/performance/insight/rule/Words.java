package io.autotask.performance.insight.rule;

import java.time.Duration;
import java.util.Locale;

import io.autotask.performance.insight.finding.Gain;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.WhatIf.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as people read them.
 */
final class Words {

	private static final long KILO = 1024;

	private Words() {
	}

	static String percent(double share) {
		double percent = 100 * share;
		return (percent >= 10 || percent == Math.rint(percent)) ? Math.round(percent) + " %"
				: String.format(Locale.ROOT, "%.1f %%", percent);
	}

	static String millis(@Nullable Double millis) {
		if (millis == null) {
			return "unknown";
		}
		return (millis >= 10_000) ? Math.round(millis / 1_000) + " s" : Gain.rounded(millis) + " ms";
	}

	static String time(Duration duration) {
		long seconds = duration.toSeconds();
		if (seconds >= 5_400) {
			return String.format(Locale.ROOT, "%.1f h", seconds / 3_600.0);
		}
		if (seconds >= 90) {
			return Math.round(seconds / 60.0) + " min";
		}
		return (seconds >= 2) ? seconds + " s" : duration.toMillis() + " ms";
	}

	static String bytes(long bytes) {
		if (bytes >= KILO * KILO) {
			return String.format(Locale.ROOT, "%.1f MB", (double) bytes / (KILO * KILO));
		}
		return (bytes >= KILO) ? bytes / KILO + " KB" : bytes + " bytes";
	}

	/**
	 * What a replay would gain, with what it rests on.
	 */
	static Gain gain(Observed observed, Comparison comparison) {
		return Gain.ofRequests(comparison.low(), comparison.high(), basis(observed)).sooner(comparison.p95Saved());
	}

	static String basis(Observed observed) {
		return "Replay of " + observed.recording().calls().size() + " calls of " + time(observed.recording().duration())
				+ "; extrapolated to an hour, from each half and the whole";
	}

	static String counted(Observed observed) {
		return "Counted in " + time(observed.recording().duration()) + ", extrapolated to an hour";
	}

}
