package io.autotask.performance.insight.rule;

import java.time.Duration;

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

/** What I7, {@code thread-limit-queueing}, finds, and what it must not find. */
class ThreadLimitQueueingTests {

	private final Rule rule = new ThreadLimitQueueing();

	private Story waits(double millis) {
		Story story = new Story().settings((settings) -> settings.withBatching(1, Duration.ZERO));
		for (int i = 0; i < 60; i++) {
			story.get(0.01 * i, TICKETS, i, 1).waited(0.01 * i, TICKETS, millis);
		}
		return story;
	}

	@Test
	void findsThatCallsWaitAndWhatBatchingWouldSave() {
		Finding finding = found(this.rule, waits(400));
		assertThat(finding.object()).isEqualTo(TICKETS);
		assertThat(finding.settings()).containsExactly(new Setting.Batching(500));
		assertThat(finding.applying()).isEqualTo(Applying.APPROVAL);
		assertThat(saved(finding)).isPositive();
	}

	@Test
	void findsRejections() {
		Story story = waits(1);
		story.rejected(1, TICKETS).rejected(2, TICKETS).rejected(3, TICKETS);
		assertThat(found(this.rule, story).why()).contains("turned 3 away");
	}

	@Test
	void proposesNoMoreSlotsThanTheApiHasAndNoneAfterARejection() {
		Story few = new Story().settings((settings) -> settings.withSlots(1));
		for (int i = 0; i < 60; i++) {
			few.get(0.01 * i, TICKETS, i, 1).waited(0.01 * i, TICKETS, 400);
		}
		assertThat(found(this.rule, few).settings()).containsExactly(new Setting.Slots(3));
		few.rejected(1, TICKETS);
		assertThat(found(this.rule, few).settings()).isEmpty();
	}

	@Test
	void findsNothingWhereNobodyWaits() {
		nothing(this.rule, waits(5));
	}

}
