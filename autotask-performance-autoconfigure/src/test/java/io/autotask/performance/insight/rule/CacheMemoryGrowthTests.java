package io.autotask.performance.insight.rule;

import io.autotask.performance.insight.Story;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static org.assertj.core.api.Assertions.assertThat;

/** What I12, {@code cache-memory-growth}, finds, and what it must not find. */
class CacheMemoryGrowthTests {

	private final Rule rule = new CacheMemoryGrowth();

	@Test
	void findsThatItFillsUp() {
		Story story = new Story();
		for (int minute = 0; minute < 40; minute++) {
			story.kept(60 * minute, 10_000 * minute, 0, null);
		}
		assertThat(found(this.rule, story).fix().text()).contains("max-weight");
	}

	@Test
	void findsThatItTakesMuchOfTheHeap() {
		Story story = new Story();
		for (int minute = 0; minute < 40; minute++) {
			story.kept(60 * minute, 300_000, 5, 1_000_000L);
		}
		found(this.rule, story);
	}

	@Test
	void findsNothingWhereItsBoundHolds() {
		Story story = new Story();
		for (int minute = 0; minute < 40; minute++) {
			story.kept(60 * minute, (minute % 2 == 0) ? 400_000 : 300_000, minute, 100_000_000L);
		}
		nothing(this.rule, story);
	}

}
