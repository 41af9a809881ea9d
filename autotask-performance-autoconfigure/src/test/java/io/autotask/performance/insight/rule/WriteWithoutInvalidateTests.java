package io.autotask.performance.insight.rule;

import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Severity;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.COMPANIES;
import static io.autotask.performance.insight.rule.Verdicts.TICKETS;
import static io.autotask.performance.insight.rule.Verdicts.cannotTell;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static org.assertj.core.api.Assertions.assertThat;

/** What I16, {@code write-without-invalidate}, finds, and what it must not find. */
class WriteWithoutInvalidateTests {

	private final Rule rule = new WriteWithoutInvalidate();

	@Test
	void findsAReadThatIsOlderThanTheWrite() {
		Finding finding = found(this.rule,
				new Story().get(0, TICKETS, 5, 1)
					.update(10, TICKETS, 5, 200)
					.hit(20, TICKETS, 5)
					.hit(21, COMPANIES, 5));
		assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
		assertThat(finding.object()).isEqualTo(TICKETS);
	}

	@Test
	void findsNothingWhenAutotaskWasAskedInBetween() {
		nothing(this.rule,
				new Story().get(0, TICKETS, 5, 1)
					.update(10, TICKETS, 5, 200)
					.get(15, TICKETS, 5, 2)
					.hit(20, TICKETS, 5));
	}

	@Test
	void aWriteThatWasRefusedChangesNothing() {
		cannotTell(this.rule, new Story().get(0, TICKETS, 5, 1).update(10, TICKETS, 5, 500).hit(20, TICKETS, 5));
	}

}
