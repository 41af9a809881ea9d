package io.autotask.performance.insight.rule;

import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Severity;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.TICKETS;
import static io.autotask.performance.insight.rule.Verdicts.cannotTell;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static org.assertj.core.api.Assertions.assertThat;

/** What I9, {@code retry-storm}, finds, and what it must not find. */
class RetryStormTests {

	private final Rule rule = new RetryStorm();

	private Story retries(int count) {
		Story story = new Story();
		for (int i = 0; i < 40; i++) {
			story.get(i, TICKETS, i, 1);
		}
		for (int i = 0; i < count; i++) {
			story.retried(i, TICKETS, false);
		}
		return story;
	}

	@Test
	void findsThatMuchIsSentAgain() {
		Finding finding = found(this.rule, retries(10));
		assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
		assertThat(finding.title()).contains("25 %");
	}

	@Test
	void findsAWriteThatIsSentAgainThoughItMayHaveRun() {
		assertThat(found(this.rule, retries(0).retried(5, TICKETS, true)).title())
			.isEqualTo("Do not send writes again that may have run");
	}

	@Test
	void findsNothingInAFew() {
		nothing(this.rule, retries(4));
	}

	@Test
	void forgetsWhatIsLongAgo() {
		cannotTell(this.rule, retries(10).until(1_000));
	}

}
