package io.autotask.performance.insight.rule;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Severity;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.TICKETS;
import static io.autotask.performance.insight.rule.Verdicts.cannotTell;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static org.assertj.core.api.Assertions.assertThat;

/** What I11, {@code throttle-latency-active}, finds, and what it must not find. */
class ThrottleLatencyTests {

	private final Rule rule = new ThrottleLatency();

	private Story answers(double before, double after, long used) {
		Story story = new Story().budget(0, 1_000, null, 0).budget(300, used, null, 0);
		for (int i = 0; i < 60; i++) {
			story.asked(10 * i + 1, TICKETS, Operation.GET, i, 1, (i < 30) ? before : after);
		}
		return story;
	}

	@Test
	void measuresHowMuchLongerItTakes() {
		Finding finding = found(this.rule, answers(100, 600, 6_000));
		assertThat(finding.title()).isEqualTo("Use less of the hour: Autotask takes 500 ms longer for each request");
		assertThat(finding.severity()).isEqualTo(Severity.INFO);
	}

	@Test
	void findsNothingWhileLittleIsUsed() {
		nothing(this.rule, answers(100, 600, 4_000));
	}

	@Test
	void findsNothingWhenItTakesNoLonger() {
		nothing(this.rule, answers(100, 110, 6_000));
	}

	@Test
	void cannotTellWithoutReadings() {
		cannotTell(this.rule, new Story().get(1, TICKETS, 1, 1));
	}

}
