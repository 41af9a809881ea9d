package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is learnt from rejections. Times are milliseconds; pauses are 25, 50, 100 …, in
 * the middle of what chance allows.
 */
class SlotsTests {

	private final Slots slots = new Slots(DispatchSettings.defaults(), () -> 0.5);

	@Test
	void aRejectionPausesTheEndpointLongerEachTimeUntilAnAnswerComes() {
		this.slots.take();
		this.slots.rejected(at(0), 3, 0, at(1));
		this.slots.giveBack();
		assertThat(freeAt(1)).isEqualTo(26);
		this.slots.take();
		this.slots.rejected(at(26), 3, 0, at(27));
		this.slots.giveBack();
		assertThat(freeAt(27)).isEqualTo(77);
		this.slots.take();
		this.slots.ended(at(77), true, at(100));
		assertThat(freeAt(100)).isEqualTo(100);
		this.slots.take();
		this.slots.rejected(at(100), 3, 0, at(101));
		this.slots.giveBack();
		assertThat(freeAt(101)).isGreaterThanOrEqualTo(126).isLessThan(130);
	}

	@Test
	void theApiMayAskForALongerPauseWithinBounds() {
		this.slots.take();
		this.slots.rejected(at(0), 3, Duration.ofSeconds(7).toNanos(), at(0));
		assertThat(freeAt(0)).isEqualTo(7_000);
		this.slots.rejected(at(0), 3, Duration.ofDays(7).toNanos(), at(0));
		assertThat(freeAt(0)).isEqualTo(60_000);
	}

	@Test
	void oneRejectionLowersTheLimitOnceForABurst() {
		take(3);
		this.slots.rejected(at(0), 3, 0, at(1));
		this.slots.giveBack();
		this.slots.rejected(at(0), 3, 0, at(2));
		this.slots.giveBack();
		assertThat(this.slots.limit()).isEqualTo(2);
	}

	@Test
	void theLimitNeverFallsBelowOneAndIsNotLoweredWhenNothingElseWasOnTheWire() {
		take(3);
		for (int i = 0; i < 5; i++) {
			this.slots.rejected(at(100 * i), this.slots.limit(), 0, at(100 * i + 1));
		}
		assertThat(this.slots.limit()).isEqualTo(1);
		Slots alone = new Slots(DispatchSettings.defaults(), () -> 0.5);
		alone.take();
		alone.rejected(at(0), 3, 0, at(1));
		assertThat(alone.limit()).isEqualTo(3);
	}

	/**
	 * Three end at 100, and a request is sent at 140 and rejected: the slots of the three
	 * were still taken then, so they linger for at least 40, and a step more is allowed
	 * for.
	 */
	@Test
	void learnsHowLongSlotsLingerFromWhatHadJustEnded() {
		take(3);
		end(3, 100);
		this.slots.take();
		this.slots.rejected(at(140), 3, 0, at(141));
		this.slots.giveBack();
		assertThat(this.slots.limit()).isEqualTo(3);
		take(3);
		end(3, 300);
		assertThat(freeAt(300)).isEqualTo(365);
		assertThat(freeAt(364)).isEqualTo(365);
		assertThat(freeAt(365)).isEqualTo(365);
	}

	@Test
	void lingeringSlotsCountOnlyAsFarAsTheyAreInTheWay() {
		take(3);
		end(3, 100);
		this.slots.take();
		this.slots.rejected(at(140), 3, 0, at(141));
		this.slots.giveBack();
		take(2);
		end(2, 300);
		assertThat(freeAt(300)).as("the third slot was not used").isLessThanOrEqualTo(300);
		this.slots.take();
		assertThat(freeAt(301)).isEqualTo(365);
	}

	/**
	 * One process more that uses the same code looks the same at first; but then requests
	 * are accepted that a slot that lingers would have kept out.
	 */
	@Test
	void doesNotBelieveThatSlotsLingerWhenTheNextRequestWasAcceptedAtOnce() {
		take(3);
		this.slots.ended(at(0), true, at(100));
		this.slots.take();
		this.slots.ended(at(100), true, at(200));
		this.slots.take();
		this.slots.rejected(at(240), 3, 0, at(241));
		assertThat(this.slots.limit()).isEqualTo(2);
		this.slots.giveBack();
		assertThat(this.slots.freeAt(at(300))).isEqualTo(Endpoint.NEVER);
		this.slots.ended(at(0), false, at(300));
		assertThat(freeAt(301)).isEqualTo(301);
	}

	@Test
	void theLimitIsLoweredWhenWaitingLongerDidNotHelp() {
		take(3);
		end(2, 100);
		take(2);
		this.slots.rejected(at(100), 3, 0, at(101));
		assertThat(this.slots.limit()).as("the two that had ended may linger").isEqualTo(3);
		this.slots.rejected(at(150), 3, 0, at(151));
		assertThat(this.slots.limit()).isEqualTo(2);
	}

	@Test
	void recoversStepByStepAndTheMoreSlowlyTheMoreOftenThatWasWrong() {
		take(3);
		this.slots.rejected(at(0), 3, 0, at(0));
		minutes(1);
		assertThat(this.slots.limit()).isEqualTo(3);
		this.slots.rejected(at(60_000), 3, 0, at(60_001));
		assertThat(this.slots.limit()).isEqualTo(2);
		minutes(2);
		assertThat(this.slots.limit()).isEqualTo(3);
	}

	@Test
	void rememberingThatARecoveryWasWrongEndsWhenAllIsRecovered() {
		take(3);
		this.slots.rejected(at(0), 3, 0, at(0));
		this.slots.rejected(at(200), 2, 0, at(200));
		assertThat(this.slots.limit()).isEqualTo(1);
		freeAt(119_000);
		assertThat(this.slots.limit()).as("the second rejection doubled the wait").isEqualTo(1);
		freeAt(120_201);
		assertThat(this.slots.limit()).isEqualTo(2);
	}

	@Test
	void forgetsThatSlotsLingered() {
		take(3);
		end(3, 100);
		this.slots.take();
		this.slots.rejected(at(200), 3, 0, at(201));
		this.slots.giveBack();
		assertThat(this.slots.isIdle()).isFalse();
		for (int minute = 1; minute < 20; minute++) {
			minutes(minute);
		}
		take(3);
		end(3, 1_500_000);
		assertThat(freeAt(1_500_000)).isEqualTo(1_500_000);
	}

	@Test
	void slotsComeFreeAtEvenDistances() {
		assertThat(this.slots.gap()).isZero();
		take(1);
		this.slots.ended(at(0), true, at(300));
		assertThat(this.slots.gap()).isEqualTo(at(100));
		take(1);
		this.slots.ended(at(1_000), false, at(99_000));
		assertThat(this.slots.gap()).as("what was not answered has no service time").isEqualTo(at(100));
	}

	private void take(int count) {
		for (int i = 0; i < count; i++) {
			this.slots.take();
		}
	}

	private void end(int count, long millis) {
		for (int i = 0; i < count; i++) {
			this.slots.ended(at(0), true, at(millis));
		}
	}

	private void minutes(int minutes) {
		freeAt(minutes * 60_000L + 1);
	}

	private long freeAt(long millis) {
		long at = this.slots.freeAt(at(millis));
		return (at == Endpoint.NEVER) ? at : at / 1_000_000;
	}

	private static long at(long millis) {
		return Duration.ofMillis(millis).toNanos();
	}

}
