package io.autotask.performance.insight.rule;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.autotask.performance.insight.finding.Confidence;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.observe.Level;
import io.autotask.performance.insight.observe.Level.BudgetLevel;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.insight.replay.Recording;
import org.jspecify.annotations.Nullable;

/**
 * I5: the requests of the hour run out. Says when, as an interval between what the last
 * ten and the last sixty minutes foretell, and nothing when neither does within the hour.
 */
final class BudgetForecast implements Rule {

	private static final int NEEDED = 3;

	private static final int LEAST_USED = 50;

	private static final double MUCH = 0.6;

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration LATELY = Duration.ofMinutes(10);

	private static final Duration SOON = Duration.ofMinutes(15);

	@Override
	public String id() {
		return "budget-exhaustion-forecast";
	}

	@Override
	public String criterion() {
		return "3 readings of the tenant's requests and 50 requests or more; more than 60 % of the hour used, or used up "
				+ "within an hour by the growth of the last 10 or 60 minutes; critical within 15 minutes";
	}

	@Override
	public Verdict check(Observed observed) {
		List<Level> levels = observed.levels(HOUR).stream().filter((level) -> level.budget() != null).toList();
		Search search = new Search(NEEDED, "readings of the tenant's requests");
		if (!search.isEnough(levels.size())) {
			return search.verdict();
		}
		BudgetLevel now = budget(levels.get(levels.size() - 1));
		if (now.used() < LEAST_USED) {
			return new Verdict.Nothing("Only " + now.used() + " requests are used.");
		}
		Duration byHour = left(levels);
		Duration lately = left(observed.levels(LATELY).stream().filter((level) -> level.budget() != null).toList());
		Duration first = earlier(byHour, lately);
		if (first == null && now.usage() < MUCH) {
			return new Verdict.Nothing(
					Words.percent(now.usage()) + " of the hour is used, and it is not foretold to run out.");
		}
		return new Verdict.Found(List.of(finding(observed, now, byHour, lately, first)));
	}

	private Finding finding(Observed observed, BudgetLevel now, @Nullable Duration byHour, @Nullable Duration lately,
			@Nullable Duration first) {
		Severity severity = Severity.INFO;
		if (first != null) {
			severity = (first.compareTo(SOON) < 0) ? Severity.CRITICAL : Severity.WARNING;
		}
		Draft draft = new Draft(this, "tenant",
				(first != null) ? "Send less: the requests of the hour run out in about " + Words.time(first)
						: "Watch the requests of the hour: " + Words.percent(now.usage()) + " are used")
			.severity(severity)
			.confidence((byHour != null && lately != null) ? Confidence.HIGH : Confidence.LOW)
			.bottleneck("budget",
					"Autotask turns everybody away when the hour is used up, and is slower from half of it on")
			.why(now.used() + " of " + now.limit() + " requests of the rolling hour are used"
					+ ((now.usedByOthers() != null) ? ", " + now.usedByOthers() + " of them by others" : "") + ".")
			.item("used", Words.percent(now.usage()))
			.item("runs out by the growth of the hour", (byHour != null) ? "in " + Words.time(byHour) : "not foretold")
			.item("runs out by the growth of 10 minutes",
					(lately != null) ? "in " + Words.time(lately) : "not foretold")
			.fix("Stop or slow down what sends most, see the samples. Calls with a PRIORITY of 3 or less wait first.");
		Map<Kind, List<Recorded>> sent = Recording.byKind(observed.last(HOUR).of(What.SENT));
		sent.entrySet()
			.stream()
			.sorted(Comparator.comparingInt((entry) -> -entry.getValue().size()))
			.limit(3)
			.forEach((entry) -> draft.sample(entry.getKey().fingerprint(), entry.getValue().size(), null));
		return draft.over(observed, observed.recording().calls().size());
	}

	/**
	 * How long it lasts when it grows on like this, or null when that is longer than the
	 * hour.
	 */
	private static @Nullable Duration left(List<Level> levels) {
		if (levels.size() < 2) {
			return null;
		}
		Level first = levels.get(0);
		Level last = levels.get(levels.size() - 1);
		double grown = (double) budget(last).used() - budget(first).used();
		double nanos = (double) last.nanos() - first.nanos();
		if (grown <= 0 || nanos <= 0) {
			return null;
		}
		double rest = Math.max(0, budget(last).limit() - budget(last).used());
		double left = rest / (grown / nanos);
		return (left <= HOUR.toNanos()) ? Duration.ofNanos((long) left) : null;
	}

	private static BudgetLevel budget(Level level) {
		return java.util.Objects.requireNonNull(level.budget());
	}

	private static @Nullable Duration earlier(@Nullable Duration one, @Nullable Duration other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return (one.compareTo(other) < 0) ? one : other;
	}

}
