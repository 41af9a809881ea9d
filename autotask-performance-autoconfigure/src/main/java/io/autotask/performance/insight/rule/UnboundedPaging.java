package io.autotask.performance.insight.rule;

import java.time.Duration;
import java.util.List;

import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.observe.Observed;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.Recorded;
import io.autotask.performance.insight.replay.Recorded.What;
import io.autotask.performance.insight.replay.Recording;

/**
 * I14: all rows of an entity are read, page after page.
 */
final class UnboundedPaging implements Rule {

	private static final int NEEDED = 20;

	private static final long PAUSE = Duration.ofSeconds(30).toNanos();

	@Override
	public String id() {
		return "unbounded-paging";
	}

	@Override
	public String criterion() {
		return "more than 20 pages of one entity, each read within 30 s of the one before";
	}

	@Override
	public Verdict check(Observed observed) {
		Search search = new Search(NEEDED, "pages of one entity");
		Recording.byKind(observed.recording().filtered((event) -> event.what() == What.SENT && event.is(Recorded.PAGE)))
			.forEach((kind, pages) -> {
				int longest = longestRun(pages);
				if (search.isEnough(pages.size()) && longest > NEEDED) {
					search.found(new Draft(this, kind.entity(),
							"Read only the rows of " + kind.entity() + " that changed: " + longest + " pages in one go")
						.severity(Severity.WARNING)
						.bottleneck(kind.entity(), longest + " requests to read all rows")
						.why("Up to " + longest + " pages of " + kind.entity() + " were read one after the other, "
								+ pages.size() + " in all.")
						.item("pages in one go", String.valueOf(longest))
						.item("pages per hour", String.valueOf(Math.round(observed.whatIf().perHour(pages.size()))))
						.sample(kind.fingerprint(), pages.size(), null)
						.fix("Remember the last 'lastActivityDate' and ask for what is younger, ask for 500 rows per page, "
								+ "and narrow the filter.")
						.code(code(kind))
						.over(observed, pages.size()));
				}
			});
		return search.verdict();
	}

	private static int longestRun(List<Recorded> pages) {
		int longest = 0;
		int run = 0;
		for (int i = 0; i < pages.size(); i++) {
			boolean follows = i > 0 && pages.get(i).at() - pages.get(i - 1).at() < PAUSE;
			run = follows ? run + 1 : 1;
			longest = Math.max(longest, run);
		}
		return longest;
	}

	private static String code(Kind kind) {
		return "POST /V1.0/" + kind.entity() + "/query\n"
				+ "{\"MaxRecords\":500,\"filter\":[{\"op\":\"gt\",\"field\":\"lastActivityDate\",\"value\":\"<the last one seen>\"}]}";
	}

}
