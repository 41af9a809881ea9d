package io.autotask.performance.insight.rule;

import java.util.List;

import io.autotask.performance.insight.finding.Confidence;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.observe.Level;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.insight.replay.Recording;

/**
 * I10: Autotask answers a kind of request slowly, or more slowly than before.
 */
final class SlowEndpoint implements Rule {

	private static final int NEEDED = 50;

	private static final double SLOW = 1_000;

	private static final double SLOWER = 3;

	private static final double CROWDED = 0.5;

	@Override
	public String id() {
		return "slow-endpoint";
	}

	@Override
	public String criterion() {
		return "50 or more requests of a kind, of which 5 % took longer than 1 s, or half of the later ones more than "
				+ "three times as long as half of the earlier ones";
	}

	@Override
	public Verdict check(Observed observed) {
		Search search = new Search(NEEDED, "requests of one kind");
		Recording.byKind(observed.recording().filtered((event) -> event.what() == What.SENT && event.status() == 200))
			.forEach((kind, sent) -> {
				if (search.isEnough(sent.size())) {
					double p95 = millis(sent, 0.95);
					double before = millis(sent.subList(0, sent.size() / 2), 0.5);
					double after = millis(sent.subList(sent.size() / 2, sent.size()), 0.5);
					boolean slower = after > SLOWER * before && after - before > SLOW / 20;
					if (p95 > SLOW || slower) {
						search.found(finding(observed, kind, sent, p95, before, after));
					}
				}
			});
		return search.verdict();
	}

	private Finding finding(Observed observed, Kind kind, List<Recorded> sent, double p95, double before,
			double after) {
		List<Level> levels = observed.levels();
		Level.BudgetLevel budget = levels.isEmpty() ? null : levels.get(levels.size() - 1).budget();
		boolean crowded = budget != null && budget.usage() >= CROWDED;
		return new Draft(this, kind.entity() + "." + kind.operation().word(),
				"Ask for less by " + kind.fingerprint() + ": 5 % of requests take " + Words.millis(p95) + " or longer")
			.confidence((sent.size() >= 5 * NEEDED) ? Confidence.HIGH : Confidence.MEDIUM)
			.bottleneck(kind.entity(), "Callers wait " + Words.millis(p95))
			.why("Of " + sent.size() + " requests, 5 % took " + Words.millis(p95)
					+ " or longer on the wire. Half of the earlier ones took " + Words.millis(before)
					+ " or less, half of the later ones " + Words.millis(after) + " or less."
					+ (crowded
							? " More than half of the tenant's requests of the hour are used: Autotask delays everybody."
							: ""))
			.item("on the wire, p95", Words.millis(p95))
			.item("on the wire, p50, earlier and later", Words.millis(before) + ", " + Words.millis(after))
			.item("size, on average",
					Words.bytes(Math.round(sent.stream().mapToInt(Recorded::bytes).average().orElse(0))))
			.item("usage of the hour", (budget != null) ? Words.percent(budget.usage()) : "unknown")
			.sample(kind.fingerprint(), sent.size(), null)
			.fix("Narrow the filter, name the fields that are needed, ask for fewer rows, or keep the answers for longer.")
			.over(observed, sent.size());
	}

	private static double millis(List<Recorded> sent, double share) {
		Double millis = Recording.percentile(sent, share);
		return (millis != null) ? millis : 0;
	}

}
