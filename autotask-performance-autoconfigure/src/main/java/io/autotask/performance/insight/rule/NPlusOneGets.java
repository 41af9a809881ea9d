package io.autotask.performance.insight.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.finding.Confidence;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Gain;
import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Site;

/**
 * I4: rows are read one by one that one query could read. Suspected by the times alone,
 * confirmed when most of the calls that were looked at come from one place in the code.
 */
final class NPlusOneGets implements Rule {

	private static final int NEEDED = 10;

	private static final long BURST = Duration.ofSeconds(2).toNanos();

	private static final long TOGETHER = Duration.ofMillis(300).toNanos();

	private static final int ROWS_OF_A_QUERY = 500;

	private static final double MOST = 0.8;

	private static final int LOOKED_AT = 10;

	@Override
	public String id() {
		return "n-plus-one-gets";
	}

	@Override
	public String criterion() {
		return "10 or more different rows of one entity read by id within 2 s of each other, by requests of 300 ms or "
				+ "more together; confirmed when 80 % of 10 or more calls that were looked at come from one place";
	}

	@Override
	public Verdict check(Observed observed) {
		Search search = new Search(NEEDED, "reads by id of one entity that went out");
		observed.recording().callsByKind().forEach((kind, calls) -> {
			if (kind.operation() == Operation.GET) {
				List<Recorded> sent = calls.stream().filter(Recorded::fromNetwork).toList();
				List<List<Recorded>> bursts = bursts(sent);
				if (search.isEnough(sent.size()) && !bursts.isEmpty()) {
					search.found(finding(observed, kind.entity(), sent, bursts));
				}
			}
		});
		return search.verdict();
	}

	private Finding finding(Observed observed, String entity, List<Recorded> sent, List<List<Recorded>> bursts) {
		long rows = bursts.stream().mapToLong(List::size).sum();
		long queries = bursts.stream().mapToLong((burst) -> (burst.size() - 1) / ROWS_OF_A_QUERY + 1).sum();
		long sequential = bursts.stream().mapToLong(NPlusOneGets::saved).sum();
		List<Site> sites = observed.sites().apply(sent.get(0).kind());
		long looked = sites.stream().mapToLong(Site::count).sum();
		boolean confirmed = looked >= LOOKED_AT && sites.get(0).count() >= MOST * looked;
		String place = sites.isEmpty() ? "" : " in " + firstOf(sites.get(0).place());
		double perHour = observed.whatIf().perHour(rows - queries);
		Draft draft = new Draft(this, entity, "Read " + entity + " by one query instead of one by one" + place)
			.severity(confirmed ? Severity.WARNING : Severity.INFO)
			.confidence(confirmed ? Confidence.HIGH : Confidence.LOW)
			.bottleneck(sites.isEmpty() ? entity : firstOf(sites.get(0).place()), "One request per row of " + entity)
			.why(rows + " rows of " + entity + " were read by id in " + bursts.size()
					+ ((bursts.size() == 1) ? " go" : " goes") + ", the largest of "
					+ bursts.stream().mapToInt(List::size).max().orElse(0) + ". "
					+ (confirmed ? "The calls come from one place in the code."
							: "Where they come from is being looked at: it is known after the next ones."))
			.item("requests", String.valueOf(rows), String.valueOf(queries))
			.item("time that one query would save", Words.time(Duration.ofNanos(sequential)))
			.gain(Gain.ofRequests(perHour, perHour, Words.counted(observed)))
			.fix("Collect the ids, and read the rows by one query; up to 500 of them come in one answer.")
			.code(code(entity));
		sites.stream()
			.limit(5)
			.forEach((site) -> draft.sample(sent.get(0).kind().fingerprint(), site.count(), site.place()));
		return draft.over(observed, sent.size());
	}

	/**
	 * Runs of reads of different rows by the same identity, each soon after the one
	 * before.
	 */
	private static List<List<Recorded>> bursts(List<Recorded> sent) {
		List<List<Recorded>> bursts = new ArrayList<>();
		List<Recorded> run = new ArrayList<>();
		Set<Long> rows = new HashSet<>();
		for (Recorded call : sent) {
			boolean follows = !run.isEmpty() && call.at() - run.get(run.size() - 1).at() < BURST
					&& call.group() == run.get(0).group() && call.row() != 0;
			if (!follows) {
				keep(bursts, run);
				run = new ArrayList<>();
				rows.clear();
			}
			if (rows.add(call.row())) {
				run.add(call);
			}
		}
		keep(bursts, run);
		return bursts;
	}

	private static void keep(List<List<Recorded>> bursts, List<Recorded> run) {
		if (run.size() >= NEEDED && run.stream().mapToLong(Recorded::took).sum() >= TOGETHER) {
			bursts.add(run);
		}
	}

	/**
	 * From the first call to the end of the last one, without the longest: one query
	 * takes that.
	 */
	private static long saved(List<Recorded> burst) {
		long end = burst.stream().mapToLong((call) -> call.at() + call.took() - burst.get(0).at()).max().orElse(0);
		return Math.max(0, end - burst.stream().mapToLong(Recorded::took).max().orElse(0));
	}

	private static String firstOf(String place) {
		int end = place.indexOf(" (");
		return (end > 0) ? place.substring(0, end) : place;
	}

	private static String code(String entity) {
		return "// AutotaskClient\n" + "autotask.entity(\"" + entity
				+ "\").query().where(Filters.in(\"id\", ids)).page(Row.class)\n" + "// WebClient: POST /V1.0/" + entity
				+ "/query\n" + "{\"filter\":[{\"op\":\"in\",\"field\":\"id\",\"value\":[1,2,3]}]}";
	}

}
