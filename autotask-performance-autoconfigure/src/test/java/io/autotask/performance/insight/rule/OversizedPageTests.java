package io.autotask.performance.insight.rule;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Severity;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.TICKETS;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static org.assertj.core.api.Assertions.assertThat;

/** What I8, {@code oversized-page}, finds, and what it must not find. */
class OversizedPageTests {

	private final Rule rule = new OversizedPage();

	private Story pages(int bytes) {
		Story story = new Story();
		for (int i = 0; i < 25; i++) {
			story.asked(i, TICKETS, Operation.QUERY, i, 1, 50, bytes, 0);
		}
		return story;
	}

	@Test
	void findsLargeAnswersAndHowToAskForLess() {
		Finding finding = found(this.rule, pages(300_000));
		assertThat(finding.severity()).isEqualTo(Severity.INFO);
		assertThat(finding.fix().code()).contains("IncludeFields");
		assertThat(finding.gain()).isNull();
		assertThat(found(this.rule, pages(2_000_000)).severity()).isEqualTo(Severity.WARNING);
	}

	@Test
	void findsNothingInSmallAnswers() {
		nothing(this.rule, pages(20_000));
	}

}
