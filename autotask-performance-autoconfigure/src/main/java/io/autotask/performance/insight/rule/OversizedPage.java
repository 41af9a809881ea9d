package io.autotask.performance.insight.rule;

import java.util.List;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Risk;
import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.insight.replay.Recording;

/**
 * I8: answers are large.
 */
final class OversizedPage implements Rule {

	private static final int NEEDED = 20;

	private static final int LARGE = 200 * 1024;

	private static final int HUGE = 1024 * 1024;

	@Override
	public String id() {
		return "oversized-page";
	}

	@Override
	public String criterion() {
		return "20 or more answers to a kind of query, 5 % of them larger than 200 KB";
	}

	@Override
	public Verdict check(Observed observed) {
		Search search = new Search(NEEDED, "answers of one kind");
		Recording.byKind(observed.recording().of(What.SENT)).forEach((kind, sent) -> {
			if (kind.operation() != Operation.QUERY && kind.operation() != Operation.LIST) {
				return;
			}
			int[] sizes = sent.stream().mapToInt(Recorded::bytes).sorted().toArray();
			int p95 = sizes[(int) Math.ceil(0.95 * sizes.length) - 1];
			if (search.isEnough(sizes.length) && p95 > LARGE) {
				search.found(finding(observed, kind, sent, p95));
			}
		});
		return search.verdict();
	}

	private Finding finding(Observed observed, Kind kind, List<Recorded> sent, int p95) {
		long total = sent.stream().mapToLong(Recorded::bytes).sum();
		return new Draft(this, kind.entity() + "." + kind.operation().word(),
				"Ask for the fields of " + kind.entity() + " that are needed: answers are up to " + Words.bytes(p95))
			.severity((p95 > HUGE) ? Severity.WARNING : Severity.INFO)
			.opportunity("payload", "Smaller answers of " + kind.entity())
			.why("5 % of " + sent.size() + " answers are larger than " + Words.bytes(p95)
					+ ". Which of their fields are used is not measured.")
			.item("size, p95", Words.bytes(p95))
			.item("size, all together", Words.bytes(total))
			.item("bytes per hour", Words.bytes(Math.round(observed.whatIf().perHour(total))))
			.sample(kind.fingerprint(), sent.size(), null)
			.risk(Risk.Level.MEDIUM, "A field that is left out is missing in the answer.")
			.fix("Name the fields in the query, or ask for fewer rows.")
			.code("// AutotaskClient\nautotask.entity(\"" + kind.entity()
					+ "\").query().includeFields(\"id\", \"…\")\n// WebClient\n{\"IncludeFields\":[\"id\",\"…\"],\"filter\":[…]}")
			.over(observed, sent.size());
	}

}
