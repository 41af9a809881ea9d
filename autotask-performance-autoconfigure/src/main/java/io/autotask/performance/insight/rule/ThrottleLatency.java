package io.autotask.performance.insight.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.observe.Level;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.insight.replay.Recording;
import org.jspecify.annotations.Nullable;

/**
 * I11: Autotask delays answers because much of the hour is used. Compares requests of the
 * same kind from before and after half of it was used.
 */
final class ThrottleLatency implements Rule {

	private static final int NEEDED = 20;

	private static final double HALF = 0.5;

	private static final double NOTICEABLE = 50;

	@Override
	public String id() {
		return "throttle-latency-active";
	}

	@Override
	public String criterion() {
		return "half of the tenant's requests of the hour used, and 20 or more requests of the same kind before and after "
				+ "that, of which half took 50 ms longer after it";
	}

	@Override
	public Verdict check(Observed observed) {
		List<Level> levels = observed.levels().stream().filter((level) -> level.budget() != null).toList();
		if (levels.isEmpty()) {
			return new Verdict.TooLittle("It needs readings of the tenant's requests, and has none.");
		}
		if (levels.stream().noneMatch((level) -> isCrowded(level))) {
			return new Verdict.Nothing("Less than half of the hour was used all the time.");
		}
		List<Recorded> before = new ArrayList<>();
		List<Recorded> after = new ArrayList<>();
		for (Recorded sent : observed.recording()
			.filtered((event) -> event.what() == What.SENT && event.status() == 200)) {
			Level level = at(levels, sent.at());
			if (level != null) {
				(isCrowded(level) ? after : before).add(sent);
			}
		}
		return compared(observed, before, after);
	}

	private Verdict compared(Observed observed, List<Recorded> before, List<Recorded> after) {
		Search search = new Search(NEEDED, "requests of one kind before and after half of the hour was used");
		Map<Kind, List<Recorded>> earlier = Recording.byKind(before);
		double extra = 0;
		long weight = 0;
		for (Map.Entry<Kind, List<Recorded>> entry : Recording.byKind(after).entrySet()) {
			List<Recorded> ofKind = earlier.getOrDefault(entry.getKey(), List.of());
			if (search.isEnough(Math.min(ofKind.size(), entry.getValue().size()))) {
				extra += entry.getValue().size() * (millis(entry.getValue()) - millis(ofKind));
				weight += entry.getValue().size();
			}
		}
		if (weight > 0 && extra / weight >= NOTICEABLE) {
			search.found(new Draft(this, "tenant",
					"Use less of the hour: Autotask takes " + Words.millis(extra / weight) + " longer for each request")
				.severity(Severity.INFO)
				.bottleneck("budget", "Every request takes " + Words.millis(extra / weight) + " longer")
				.why("Since more than half of the tenant's requests of the hour are used, half of " + weight
						+ " requests took " + Words.millis(extra / weight)
						+ " longer than requests of the same kind before.")
				.item("longer, p50", Words.millis(extra / weight))
				.fix("Send fewer requests; the other findings say which.")
				.over(observed, weight));
		}
		return search.verdict();
	}

	/** The last level before a time. */
	private static @Nullable Level at(List<Level> levels, long time) {
		Level last = null;
		for (Level level : levels) {
			if (level.nanos() - time > 0) {
				break;
			}
			last = level;
		}
		return last;
	}

	private static boolean isCrowded(Level level) {
		return Objects.requireNonNull(level.budget()).usage() >= HALF;
	}

	private static double millis(List<Recorded> sent) {
		Double millis = Recording.percentile(sent, 0.5);
		return (millis != null) ? millis : 0;
	}

}
