package io.autotask.performance.insight.rule;

import java.time.Duration;

import io.autotask.performance.insight.Story;
import io.autotask.performance.insight.finding.Applying;
import io.autotask.performance.insight.finding.Finding;
import io.autotask.performance.insight.replay.Setting;
import org.junit.jupiter.api.Test;

import static io.autotask.performance.insight.rule.Verdicts.COMPANIES;
import static io.autotask.performance.insight.rule.Verdicts.cannotTell;
import static io.autotask.performance.insight.rule.Verdicts.found;
import static io.autotask.performance.insight.rule.Verdicts.nothing;
import static org.assertj.core.api.Assertions.assertThat;

/** What I2, {@code cache-ttl-too-short}, finds, and what it must not find. */
class CacheTtlTooShortTests {

	private final Rule rule = new CacheTtlTooShort();

	private Story rereads(int changing) {
		Story story = new Story().ttl(Duration.ofSeconds(30));
		for (int round = 0; round < 30; round++) {
			for (int id = 0; id < 5; id++) {
				story.get(40 * round + id, COMPANIES, id, (id < changing) ? round : 1);
			}
		}
		return story;
	}

	@Test
	void findsThatWhatIsAskedForAgainComesBackUnchanged() {
		Finding finding = found(this.rule, rereads(0));
		assertThat(finding.id()).isEqualTo("cache-ttl-too-short:Companies");
		assertThat(finding.title()).isEqualTo("Keep Companies for 4m instead of 30s");
		assertThat(finding.applying()).isEqualTo(Applying.AUTOMATIC);
		assertThat(finding.gain().requestsPerHour().low()).isBetween(300L, 450L);
		assertThat(finding.gain().requestsPerHour().high()).isBetween(350L, 450L);
		assertThat(finding.risk().text()).contains("0 % of").contains("never older than 4 min");
	}

	@Test
	void staysBelowTheBoundOnTheAgeOfData() {
		Story story = rereads(0).oldest(Duration.ofSeconds(70));
		assertThat(found(this.rule, story).settings())
			.containsExactly(new Setting.Ttl(COMPANIES, Duration.ofMinutes(1)));
		nothing(this.rule, rereads(0).oldest(Duration.ofSeconds(59)));
	}

	@Test
	void findsNothingWhereDataChanges() {
		nothing(this.rule, rereads(3));
	}

	@Test
	void findsNothingWhereALongerTimeWouldOutdateHits() {
		Story story = new Story().ttl(Duration.ofSeconds(30));
		for (int round = 0; round < 150; round++) {
			story.get(40 * round, COMPANIES, 1, round / 7);
		}
		nothing(this.rule, story);
	}

	@Test
	void doesNotCountWhatThisApplicationChanged() {
		Story story = new Story().ttl(Duration.ofSeconds(30));
		for (int round = 0; round < 150; round++) {
			story.get(40 * round, COMPANIES, 1, round).update(40 * round + 20, COMPANIES, 1, 200);
		}
		cannotTell(this.rule, story);
	}

}
