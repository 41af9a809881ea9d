package io.autotask.performance.insight.rule;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.observe.Level;
import io.autotask.performance.insight.observe.Level.BudgetLevel;
import io.autotask.performance.insight.observe.Observed;

/**
 * I17: the tenant's requests grow without ours: another integration, or a client of this
 * application that does not carry the filter.
 */
final class ClientBypass implements Rule {

	private static final int NEEDED = 3;

	private static final Duration TIME = Duration.ofMinutes(30);

	private static final long MUCH = 100;

	private static final double OURS = 0.1;

	@Override
	public String id() {
		return "client-bypass";
	}

	@Override
	public String criterion() {
		return "3 or more readings of 30 minutes between which others made 100 requests or more, and we less than a "
				+ "tenth of that";
	}

	@Override
	public Verdict check(Observed observed) {
		List<Level> levels = observed.levels(TIME)
			.stream()
			.filter((level) -> level.budget() != null && level.budget().usedByOthers() != null)
			.toList();
		Search search = new Search(NEEDED, "readings that tell others' requests from ours");
		if (!search.isEnough(levels.size())) {
			return search.verdict();
		}
		Level first = levels.get(0);
		Level last = levels.get(levels.size() - 1);
		long others = others(last) - others(first);
		long ours = last.sent() - first.sent();
		if (others >= MUCH && ours < OURS * others) {
			BudgetLevel budget = Objects.requireNonNull(last.budget());
			search.found(new Draft(this, "tenant",
					"Find out who else makes requests: " + others + " in "
							+ Words.time(Duration.ofNanos(last.nanos() - first.nanos())))
				.severity(Severity.INFO)
				.bottleneck("budget",
						"Others use " + Words.percent((double) others(last) / Math.max(1, budget.limit()))
								+ " of the hour")
				.why("The tenant's requests grew by " + others + " that we did not make; we made " + ours + ".")
				.item("others", String.valueOf(others))
				.item("ours", String.valueOf(ours))
				.fix("Autotask shows it by integration under Admin, 'API Activity by Hour'. A client that is made by "
						+ "WebClient.create() does not carry the filter: take a WebClient.Builder bean, or "
						+ "AutotaskPerformance.instrument(client).")
				.over(observed, levels.size()));
		}
		return search.verdict();
	}

	private static long others(Level level) {
		return Objects.requireNonNull(Objects.requireNonNull(level.budget()).usedByOthers());
	}

}
