package io.autotask.performance.insight.rule;

import java.time.Duration;

import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.replay.Setting;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.COMPANIES;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static org.assertj.core.api.Assertions.assertThat;

/** What I18, {@code feature-off}, finds, and what it must not find. */
class FeatureOffTests {

	private final Rule rule = new FeatureOff();

	private Story repeated() {
		Story story = new Story();
		for (int i = 0; i < 120; i++) {
			story.get(i, COMPANIES, i % 10, 1);
		}
		return story;
	}

	@Test
	void findsThatMemoryWouldHelp() {
		Finding finding = found(this.rule, repeated().settings((settings) -> settings.withCaching(false)));
		assertThat(finding.object()).isEqualTo("cache");
		assertThat(finding.why()).contains("120 requests would have been 10");
		assertThat(finding.fix().yaml()).isEqualTo("autotask:\n  performance:\n    cache:\n      enabled: true");
	}

	@Test
	void findsThatBatchingWouldHelpWhereReadsWaitForASlot() {
		Story story = new Story().settings((settings) -> settings.withBatching(1, Duration.ZERO));
		for (int i = 0; i < 120; i++) {
			story.get(10 * (i / 30), COMPANIES, i, 1);
		}
		Finding finding = found(this.rule, story);
		assertThat(finding.object()).isEqualTo("batching");
		assertThat(finding.why()).contains("120 requests would have been 16");
		assertThat(finding.applying()).isEqualTo(Applying.APPROVAL);
	}

	@Test
	void proposesTheMainSwitchWhereTheSingleOnesWouldDoNothing() {
		Story story = new Story().settings(
				(settings) -> settings.withBatching(1, Duration.ZERO).withSharing(false).withSlots(Integer.MAX_VALUE));
		for (int i = 0; i < 120; i++) {
			story.get(10 * (i / 30), COMPANIES, i, 1);
		}
		Finding finding = found(this.rule, story);
		assertThat(finding.settings()).containsExactly(new Setting.Optimizing());
		assertThat(finding.applying()).isEqualTo(Applying.CONFIGURATION);
		assertThat(finding.fix().yaml()).isEqualTo("autotask:\n  performance:\n    optimization:\n      enabled: true");
	}

	@Test
	void findsNothingThatWouldNotHelp() {
		nothing(this.rule, repeated().settings((settings) -> settings.withSharing(false)));
	}

	@Test
	void hasNothingToLookAtWhenAllIsOn() {
		assertThat(this.rule.check(repeated().observed())).isInstanceOf(Verdict.NotApplicable.class);
	}

}
