package io.autotask.performance.insight.rule;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.replay.Setting;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.TICKETS;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static io.autotask.performance.insight.rule.Verdicts.saved;
import static org.assertj.core.api.Assertions.assertThat;

/** What I15, {@code uncached-reference-data}, finds, and what it must not find. */
class UncachedReferenceDataTests {

	private final Rule rule = new UncachedReferenceData();

	@Test
	void findsWhatIsReadAgainAndAgain() {
		Story story = new Story().settings((settings) -> settings.withCaching(false));
		for (int i = 0; i < 10; i++) {
			story.asked(60 * i, TICKETS, Operation.METADATA, 1, 1, 50);
		}
		Finding finding = found(this.rule, story);
		assertThat(finding.settings()).containsExactly(new Setting.Caching());
		assertThat(saved(finding)).isGreaterThan(50);
	}

	@Test
	void findsNothingInWhatIsReadOncePerEntity() {
		Story story = new Story();
		for (int i = 0; i < 10; i++) {
			story.asked(60 * i, TICKETS, Operation.METADATA, i, 1, 50);
		}
		nothing(this.rule, story);
	}

}
