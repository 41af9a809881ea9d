package io.autotask.performance.insight.rule;

import java.time.Duration;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.replay.Setting;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.TICKETS;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static io.autotask.performance.insight.rule.Verdicts.saved;
import static org.assertj.core.api.Assertions.assertThat;

/** What I6, {@code polling-identical-query}, finds, and what it must not find. */
class PollingIdenticalQueryTests {

	private final Rule rule = new PollingIdenticalQuery();

	private Story polled(double[] pauses, int changes) {
		Story story = new Story().ttl(Duration.ofSeconds(30));
		double second = 0;
		for (int i = 0; i < 20; i++) {
			story.asked(second, TICKETS, Operation.QUERY, 1, (i < changes) ? i : 100, 50);
			second += pauses[i % pauses.length];
		}
		return story;
	}

	@Test
	void findsWhatIsAskedForByTheClock() {
		Finding finding = found(this.rule, polled(new double[] { 60 }, 0));
		assertThat(finding.object()).isEqualTo("Tickets.query");
		assertThat(finding.settings()).containsExactly(new Setting.Ttl(TICKETS, Duration.ofSeconds(73)));
		assertThat(finding.applying()).isEqualTo(Applying.APPROVAL);
		assertThat(saved(finding)).isPositive();
	}

	@Test
	void proposesADeltaQueryWhereKeepingWouldBeBeyondTheBound() {
		Finding finding = found(this.rule, polled(new double[] { 60 }, 0).oldest(Duration.ofMinutes(1)));
		assertThat(finding.settings()).isEmpty();
		assertThat(finding.fix().code()).contains("lastActivityDate");
	}

	@Test
	void findsNothingWherePeopleAsk() {
		nothing(this.rule, polled(new double[] { 5, 200, 31, 900 }, 0));
	}

	@Test
	void findsNothingWhereTheAnswerChanges() {
		nothing(this.rule, polled(new double[] { 60 }, 20));
	}

}
