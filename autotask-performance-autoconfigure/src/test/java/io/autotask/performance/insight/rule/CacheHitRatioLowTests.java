package io.autotask.performance.insight.rule;

import java.time.Duration;

import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.finding.Severity;
import io.autotask.performance.insight.replay.Setting;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.COMPANIES;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static io.autotask.performance.insight.rule.Verdicts.saved;
import static org.assertj.core.api.Assertions.assertThat;

/** What I1, {@code cache-hit-ratio-low}, finds, and what it must not find. */
class CacheHitRatioLowTests {

	private final Rule rule = new CacheHitRatioLow();

	@Test
	void findsThatTheTimeIsUpBeforeItIsAskedForAgain() {
		Story story = new Story().ttl(Duration.ofSeconds(30)).missed(COMPANIES, "expired", 250);
		for (int i = 0; i < 250; i++) {
			story.get(8 * i, COMPANIES, i % 5, 1);
		}
		Finding finding = found(this.rule, story);
		assertThat(finding.object()).isEqualTo(COMPANIES);
		assertThat(finding.settings()).containsExactly(new Setting.Ttl(COMPANIES, Duration.ofMinutes(2)));
		assertThat(finding.fix().yaml()).contains("Companies:\n          ttl: 2m");
		assertThat(saved(finding)).isPositive();
	}

	@Test
	void proposesRoomWhenThereIsNone() {
		Story story = new Story().settings((settings) -> settings.withMaxEntries(10)).missed(COMPANIES, "evicted", 250);
		for (int i = 0; i < 250; i++) {
			story.get(i, COMPANIES, i % 15, 1);
		}
		Finding finding = found(this.rule, story);
		assertThat(finding.settings()).containsExactly(new Setting.MaxSize(20));
		assertThat(finding.applying()).isEqualTo(Applying.CONFIGURATION);
		assertThat(saved(finding)).isPositive();
	}

	@Test
	void onlyInformsWhenEachIsAskedForOnce() {
		Story story = new Story().missed(COMPANIES, "first", 250);
		for (int i = 0; i < 250; i++) {
			story.get(i, COMPANIES, i, 1);
		}
		Finding finding = found(this.rule, story);
		assertThat(finding.severity()).isEqualTo(Severity.INFO);
		assertThat(finding.settings()).isEmpty();
	}

	@Test
	void proposesNoTimeBeyondTheBound() {
		Story story = new Story().ttl(Duration.ofSeconds(30))
			.oldest(Duration.ofMinutes(1))
			.missed(COMPANIES, "expired", 250);
		for (int i = 0; i < 250; i++) {
			story.get(8 * i, COMPANIES, i % 5, 1);
		}
		assertThat(found(this.rule, story).settings()).isEmpty();
	}

	@Test
	void findsNothingWhereMemoryHelps() {
		Story story = new Story();
		for (int i = 0; i < 125; i++) {
			story.get(i, COMPANIES, i, 1).hit(i, COMPANIES, i);
		}
		nothing(this.rule, story);
	}

	@Test
	void saysWhatItNeeds() {
		assertThat(this.rule.check(new Story().get(0, COMPANIES, 1, 1).observed()))
			.isEqualTo(new Verdict.TooLittle("It needs 200 reads of one entity that may be kept, and has 1."));
	}

}
