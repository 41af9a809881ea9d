package io.autotask.performance.insight.rule;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.replay.Recorded;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.TICKETS;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static org.assertj.core.api.Assertions.assertThat;

/** What I14, {@code unbounded-paging}, finds, and what it must not find. */
class UnboundedPagingTests {

	private final Rule rule = new UnboundedPaging();

	private Story pages(double pause) {
		Story story = new Story();
		for (int i = 0; i < 40; i++) {
			story.asked(pause * i, TICKETS, Operation.QUERY, i, 1, 50, 1_000, Recorded.PAGE);
		}
		return story;
	}

	@Test
	void findsThatAllRowsAreRead() {
		Finding finding = found(this.rule, pages(1));
		assertThat(finding.title()).endsWith("40 pages in one go");
		assertThat(finding.fix().code()).contains("lastActivityDate");
	}

	@Test
	void findsNothingInAPageNowAndThen() {
		nothing(this.rule, pages(60));
	}

}
