package io.autotask.performance.insight;

import java.util.List;

import io.autotask.performance.insight.InsightReport.Trend;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.insight.replay.Recording;
import org.jspecify.annotations.Nullable;

/**
 * How figures went, from one half of a recording to the other. Pure.
 */
final class Trends {

	private static final int NEEDED = 30;

	private static final double STEADY = 0.1;

	private static final double MILLIS_PER_MINUTE = 60_000;

	private Trends() {
	}

	static List<Trend> of(Recording recording) {
		List<Recording> halves = recording.halves();
		if (halves.isEmpty()) {
			return List.of();
		}
		Recording earlier = halves.get(0);
		Recording later = halves.get(1);
		boolean enough = earlier.calls().size() >= NEEDED && later.calls().size() >= NEEDED;
		double minutes = Math.max(1, recording.duration().toMillis()) / 2 / MILLIS_PER_MINUTE;
		return List.of(
				trend("calls", earlier.calls().size() / minutes, later.calls().size() / minutes, "per minute", enough),
				trend("responseTime.p95", Recording.percentile(earlier.calls(), 0.95),
						Recording.percentile(later.calls(), 0.95), "ms", enough),
				trend("requestsPerCall", perCall(earlier, earlier.of(What.SENT).size()),
						perCall(later, later.of(What.SENT).size()), "requests", enough),
				trend("errorRate", percent(earlier), percent(later), "percent", enough));
	}

	private static Trend trend(String name, @Nullable Double earlier, @Nullable Double later, String unit,
			boolean enough) {
		String direction = null;
		if (enough && earlier != null && later != null) {
			double change = later - earlier;
			direction = (Math.abs(change) <= STEADY * Math.max(earlier, later)) ? "steady"
					: (change > 0) ? "rising" : "falling";
		}
		return new Trend(name, earlier, later, unit, direction);
	}

	private static @Nullable Double percent(Recording recording) {
		Double share = perCall(recording,
				recording.calls().stream().filter((call) -> call.is(Recorded.FAILED)).count());
		return (share != null) ? 100 * share : null;
	}

	private static @Nullable Double perCall(Recording recording, long count) {
		int calls = recording.calls().size();
		return (calls > 0) ? (double) count / calls : null;
	}

}
