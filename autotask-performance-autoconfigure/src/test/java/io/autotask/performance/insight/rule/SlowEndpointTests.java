package io.autotask.performance.insight.rule;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Finding;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.TICKETS;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static org.assertj.core.api.Assertions.assertThat;

/** What I10, {@code slow-endpoint}, finds, and what it must not find. */
class SlowEndpointTests {

	private final Rule rule = new SlowEndpoint();

	private Story takes(double earlier, double later) {
		Story story = new Story();
		for (int i = 0; i < 60; i++) {
			story.asked(10 * i, TICKETS, Operation.QUERY, i, 1, (i < 30) ? earlier : later);
		}
		return story;
	}

	@Test
	void findsWhatTakesLong() {
		Finding finding = found(this.rule, takes(1_500, 1_500).budget(590, 6_000, null, 0));
		assertThat(finding.object()).isEqualTo("Tickets.query");
		assertThat(finding.title()).contains("1500 ms");
		assertThat(finding.why()).contains("Autotask delays everybody");
	}

	@Test
	void findsWhatBecameSlow() {
		assertThat(found(this.rule, takes(50, 200)).why()).contains("50 ms").contains("200 ms");
	}

	@Test
	void findsNothingInWhatIsAsItWas() {
		nothing(this.rule, takes(200, 220));
	}

}
