package io.autotask.performance.insight.rule;

import io.autotask.performance.insight.Story;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.cannotTell;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static org.assertj.core.api.Assertions.assertThat;

/** What I17, {@code client-bypass}, finds, and what it must not find. */
class ClientBypassTests {

	private final Rule rule = new ClientBypass();

	@Test
	void findsThatOthersMakeRequests() {
		assertThat(found(this.rule,
				new Story().budget(0, 100, 50L, 50).budget(600, 400, 340L, 55).budget(1_200, 900, 830L, 60))
			.title()).isEqualTo("Find out who else makes requests: 780 in 20 min");
	}

	@Test
	void findsNothingWhereTheRequestsAreOurs() {
		nothing(this.rule, new Story().budget(0, 100, 50L, 50).budget(600, 400, 60L, 340).budget(1_200, 900, 70L, 830));
	}

	@Test
	void cannotTellWithoutTheTenantsCount() {
		cannotTell(this.rule,
				new Story().budget(0, 100, null, 50).budget(600, 400, null, 340).budget(1_200, 900, null, 830));
	}

}
