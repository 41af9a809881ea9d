package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When a read is held though a slot is free. Times are milliseconds. */
class PaceTests {

	private static final long GAP = 60;

	private final Pace pace = new Pace();

	@Test
	void aLoneReadLeavesAtOnce() {
		this.pace.arrived(at(1_000));
		assertThat(heldUntil(1_000, 1)).isEqualTo(1_000);
	}

	@Test
	void readsThatComeNowAndThenLeaveAtOnce() {
		for (long now = 0; now < 5_000; now += 500) {
			this.pace.arrived(at(now));
			assertThat(heldUntil(now, 1)).isEqualTo(now);
			this.pace.left(at(now));
		}
	}

	@Test
	void atAHighRateAReadIsHeldUntilTheNextSlotWouldComeFree() {
		steadily(10, 2_000);
		this.pace.left(at(2_000));
		this.pace.arrived(at(2_010));
		assertThat(heldUntil(2_010, 1)).isEqualTo(2_060);
		this.pace.arrived(at(2_020));
		assertThat(heldUntil(2_060, 2)).as("the instant is fixed when it is chosen").isEqualTo(2_060);
	}

	@Test
	void whoHasCompanyAlreadyIsNotHeldBeyondTheInstantThatPassed() {
		steadily(10, 2_000);
		this.pace.left(at(2_000));
		assertThat(heldUntil(2_070, 7)).isEqualTo(2_070);
	}

	@Test
	void theFirstOfManyWhoWereAnsweredTogetherIsHeldForTheOthers() {
		steadily(10, 2_000);
		this.pace.left(at(2_000));
		this.pace.arrived(at(2_200));
		assertThat(heldUntil(2_200, 1)).isEqualTo(2_240);
	}

	@Test
	void aBurstIsHeldUntilItPausesButNotForLong() {
		this.pace.arrived(at(0));
		this.pace.arrived(at(1));
		assertThat(heldUntil(1, 2)).isEqualTo(6);
		this.pace.arrived(at(5));
		assertThat(heldUntil(6, 3)).isEqualTo(10);
		for (long now = 7; now < 30; now += 2) {
			this.pace.arrived(at(now));
			heldUntil(now, 4);
		}
		assertThat(heldUntil(26, 20)).isEqualTo(26);
	}

	@Test
	void nothingIsHeldForLessThanATimerIsExact() {
		Pace fast = new Pace();
		for (long now = 0; now < 1_000; now++) {
			fast.arrived(at(now));
			fast.left(at(now));
		}
		fast.arrived(at(1_000));
		long millisecond = Duration.ofMillis(1).toNanos();
		assertThat(fast.heldUntil(at(1_000), millisecond, 1)).isEqualTo(at(1_000));
	}

	@Test
	void nothingIsHeldForLongerThanASlotTakesToComeFree() {
		Pace fast = new Pace();
		fast.arrived(at(0));
		fast.arrived(at(1));
		assertThat(fast.heldUntil(at(1), at(2), 2)).isEqualTo(at(3));
	}

	private void steadily(long every, long until) {
		for (long now = 0; now < until; now += every) {
			this.pace.arrived(at(now));
		}
	}

	private long heldUntil(long now, int waiting) {
		return this.pace.heldUntil(at(now), at(GAP), waiting) / 1_000_000;
	}

	private static long at(long millis) {
		return Duration.ofMillis(millis).toNanos();
	}

}
