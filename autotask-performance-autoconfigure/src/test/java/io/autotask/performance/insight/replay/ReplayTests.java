package io.autotask.performance.insight.replay;

import java.time.Duration;

import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.Story;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What would have happened under other settings, checked by hand. */
class ReplayTests {

	private static final String COMPANIES = "Companies";

	@Test
	void memoryAnswersWhatIsAskedForAgainInTime() {
		Story story = new Story().ttl(Duration.ofSeconds(60));
		for (int second = 0; second < 300; second += 40) {
			story.get(second, COMPANIES, 5, 1);
		}
		// At 0, 80, 160, 240 it is asked for; at 40, 120, 200, 280 it is 40 s old.
		ReplayResult result = Replay.of(story.recording(), story.settings());
		assertThat(result.calls()).isEqualTo(8);
		assertThat(result.requests()).isEqualTo(4);
		assertThat(result.hits()).isEqualTo(4);
		assertThat(result.outdated()).isZero();
	}

	@Test
	void longerTimesSaveMoreAndSayWhatWouldHaveBeenOutdated() {
		Story story = new Story().ttl(Duration.ofSeconds(30));
		for (int second = 0; second < 400; second += 40) {
			story.get(second, COMPANIES, 5, (second < 200) ? 1 : 2);
		}
		ReplayResult now = Replay.of(story.recording(), story.settings());
		assertThat(now.requests()).isEqualTo(10);
		ReplayResult then = Replay.of(story.recording(),
				new Setting.Ttl(COMPANIES, Duration.ofSeconds(110)).in(story.settings()));
		// Asked for at 0, 120, 240, 360; at 200 memory has what was true at 120.
		assertThat(then.requests()).isEqualTo(4);
		assertThat(then.known()).isEqualTo(6);
		assertThat(then.outdated()).isEqualTo(1);
		assertThat(then.oldest()).isBetween(Duration.ofSeconds(79), Duration.ofSeconds(81));
	}

	@Test
	void aWriteDropsItsRowAndTheListsOfItsEntity() {
		Story story = new Story();
		story.get(0, COMPANIES, 5, 1).get(1, COMPANIES, 6, 1).asked(2, COMPANIES, Operation.QUERY, 9, 1, 100);
		story.update(10, COMPANIES, 5, 200);
		story.get(20, COMPANIES, 5, 2).hit(21, COMPANIES, 6).asked(22, COMPANIES, Operation.QUERY, 9, 2, 100);
		ReplayResult result = Replay.of(story.recording(), story.settings());
		assertThat(result.requests()).isEqualTo(6);
		assertThat(result.hits()).isEqualTo(1);
		assertThat(result.outdated()).isZero();
	}

	@Test
	void theSameReadInFlightIsAskedOnceUnlessThatIsSwitchedOff() {
		Story story = new Story().settings((settings) -> settings.withCaching(false));
		for (int i = 0; i < 5; i++) {
			story.asked(0.01 * i, COMPANIES, Operation.GET, 5, 1, 100);
		}
		assertThat(Replay.of(story.recording(), story.settings()).requests()).isEqualTo(1);
		assertThat(Replay.of(story.recording(), story.settings().withSharing(false)).requests()).isEqualTo(5);
	}

	@Test
	void readsByIdThatWaitForASlotLeaveAsOneQuery() {
		Story story = new Story();
		for (int id = 0; id < 20; id++) {
			story.get(0.001 * id, COMPANIES, id, 1);
		}
		ReplayResult alone = Replay.of(story.recording(), story.settings());
		assertThat(alone.requests()).isEqualTo(20);
		ReplayResult together = Replay.of(story.recording(), new Setting.Batching(500).in(story.settings()));
		// Three find a slot, the rest waits for the first one that comes free.
		assertThat(together.requests()).isEqualTo(4);
		assertThat(together.batched()).isEqualTo(16);
		assertThat(together.p95()).isLessThan(alone.p95());
	}

	@Test
	void moreSlotsMakeQueuesShorter() {
		Story story = new Story().settings((settings) -> settings.withSlots(1));
		for (int id = 0; id < 10; id++) {
			story.get(0, COMPANIES, id, 1);
		}
		assertThat(Replay.of(story.recording(), story.settings()).p95()).isBetween(999.0, 1_001.0);
		assertThat(Replay.of(story.recording(), new Setting.Slots(3).in(story.settings())).p95()).isBetween(399.0,
				401.0);
	}

	@Test
	void whatDoesNotFitHasToGo() {
		Story story = new Story().settings((settings) -> settings.withMaxEntries(2));
		for (int round = 0; round < 3; round++) {
			for (int id = 0; id < 3; id++) {
				story.get(10 * round + id, COMPANIES, id, 1);
			}
		}
		assertThat(Replay.of(story.recording(), story.settings()).hits()).isZero();
		assertThat(Replay.of(story.recording(), new Setting.MaxSize(4).in(story.settings())).hits()).isEqualTo(6);
	}

	@Test
	void whatIsAskedForAgainBehindTheCallerIsARequestAndNoWait() {
		Story story = new Story().ttl(Duration.ofSeconds(30)).grace(Duration.ofSeconds(30));
		story.get(0, COMPANIES, 5, 1).hit(40, COMPANIES, 5).hit(50, COMPANIES, 5);
		ReplayResult result = Replay.of(story.recording(), story.settings());
		assertThat(result.hits()).isEqualTo(2);
		assertThat(result.requests()).isEqualTo(2);
	}

	@Test
	void severalChangesAreReplayedTogetherAndTheirGainsNotAdded() {
		Story story = new Story().ttl(Duration.ofSeconds(20)).settings((settings) -> settings.withSharing(false));
		for (int round = 0; round < 20; round++) {
			story.asked(30 * round, COMPANIES, Operation.GET, 5, 1, 100);
			story.asked(30 * round + 0.01, COMPANIES, Operation.GET, 5, 1, 100);
		}
		WhatIf whatIf = new WhatIf(story.recording(), story.settings());
		Setting ttl = new Setting.Ttl(COMPANIES, Duration.ofMinutes(5));
		Setting sharing = new Setting.Sharing();
		long alone = saved(whatIf.with(java.util.List.of(ttl))) + saved(whatIf.with(java.util.List.of(sharing)));
		long both = saved(whatIf.with(java.util.List.of(ttl, sharing)));
		assertThat(whatIf.asItIs().requests()).isEqualTo(40);
		assertThat(both).isLessThan(alone).isEqualTo(38);
	}

	@Test
	void nothingRecordedIsNothingReplayed() {
		ReplayResult nothing = Replay.of(new Story().recording(), new Story().settings());
		assertThat(nothing.calls()).isZero();
		assertThat(nothing.p95()).isNull();
		assertThat(nothing.outdatedShare()).isNull();
	}

	private static long saved(WhatIf.Comparison comparison) {
		return comparison.before().requests() - comparison.after().requests();
	}

}
