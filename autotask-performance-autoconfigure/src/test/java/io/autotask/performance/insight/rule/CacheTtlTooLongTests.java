package io.autotask.performance.insight.rule;

import java.time.Duration;

import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.replay.Setting;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.TICKETS;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static org.assertj.core.api.Assertions.assertThat;

/** What I3, {@code cache-ttl-too-long}, finds, and what it must not find. */
class CacheTtlTooLongTests {

	private final Rule rule = new CacheTtlTooLong();

	private Story givenOut(int everyOther) {
		Story story = new Story();
		for (int round = 0; round < 40; round++) {
			story.get(400 * round, TICKETS, 1, round / everyOther).hit(400 * round + 200, TICKETS, 1);
		}
		return story;
	}

	@Test
	void findsThatMemoryGivesOutWhatOthersChange() {
		Finding finding = found(this.rule, givenOut(1));
		assertThat(finding.severity()).isEqualTo(Severity.WARNING);
		assertThat(finding.settings()).containsExactly(new Setting.Ttl(TICKETS, Duration.ofSeconds(75)));
		assertThat(finding.gain()).isNull();
		assertThat(finding.why()).contains("39 times").contains("by 7 min at most");
	}

	@Test
	void isCriticalBeyondTheBound() {
		assertThat(found(this.rule, givenOut(1).oldest(Duration.ofMinutes(5))).severity()).isEqualTo(Severity.CRITICAL);
	}

	@Test
	void findsNothingWhereDataHardlyChanges() {
		nothing(this.rule, givenOut(20));
	}

}
