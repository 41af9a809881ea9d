package io.autotask.performance.insight.rule;

import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.observe.PoolFigures;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static org.assertj.core.api.Assertions.assertThat;

/** What I13, {@code connection-pool-starvation}, finds, and what it must not find. */
class PoolStarvationTests {

	private final Rule rule = new PoolStarvation();

	@Test
	void findsThatRequestsWaitForAConnection() {
		assertThat(found(this.rule, new Story().pools(new PoolFigures(3, 0, 4, 200, 5.0))).why())
			.startsWith("4 requests wait for a connection now");
		assertThat(found(this.rule, new Story().pools(new PoolFigures(3, 0, 0, 200, 90.0))).why()).contains("90 ms");
	}

	@Test
	void findsNothingWhereThereIsAConnection() {
		nothing(this.rule, new Story().pools(new PoolFigures(1, 2, 0, 200, 1.0)));
	}

	@Test
	void saysWhenItSeesNone() {
		assertThat(this.rule.check(new Story().observed())).isInstanceOf(Verdict.NotApplicable.class);
	}

}
