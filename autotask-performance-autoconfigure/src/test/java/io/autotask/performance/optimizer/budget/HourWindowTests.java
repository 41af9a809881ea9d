package io.autotask.performance.optimizer.budget;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class HourWindowTests {

	private static final long HOUR = Duration.ofHours(1).toNanos();

	private static final int LIMIT = 1_000;

	/**
	 * Twelve hours of more demand than there is room for, with an exact log beside it.
	 */
	@ParameterizedTest
	@EnumSource(Trace.class)
	void noSixtyMinutesHaveMoreThanTheLimitAndHardlyAnyHaveLess(Trace trace) {
		SplittableRandom random = new SplittableRandom(42);
		long now = -7 * HOUR;
		long end = now + 12 * HOUR;
		HourWindow window = new HourWindow(now);
		Deque<Long> exact = new ArrayDeque<>();
		Deque<Long> oracle = new ArrayDeque<>();
		long granted = 0;
		long possible = 0;
		while (now < end) {
			for (int i = 0; i < trace.burst; i++) {
				long asked = now;
				oracle.removeIf((at) -> asked - at >= HOUR);
				if (oracle.size() < LIMIT) {
					oracle.addLast(now);
					possible++;
				}
				if (window.fewerThan(LIMIT, now) <= now) {
					window.add(now);
					exact.addLast(now);
					granted++;
				}
				exact.removeIf((at) -> asked - at >= HOUR);
				assertThat(exact.size()).isLessThanOrEqualTo(LIMIT);
			}
			now += random.nextLong(2 * trace.gap.toNanos());
		}
		assertThat((double) granted / possible).isGreaterThan(0.99);
	}

	@Test
	void saysWhenThereIsRoomAgainAndThenThereIs() {
		HourWindow window = new HourWindow(0);
		for (int minute = 0; minute < 10; minute++) {
			window.add(Duration.ofMinutes(minute).toNanos());
		}
		long now = Duration.ofMinutes(20).toNanos();
		long free = window.fewerThan(10, now);
		assertThat(free).isBetween(HOUR, HOUR + 3 * HourWindow.BUCKET);
		assertThat(window.fewerThan(10, free - 1)).isEqualTo(free);
		assertThat(window.fewerThan(10, free)).isEqualTo(free);
		assertThat(window.used(free)).isEqualTo(9);
	}

	@Test
	void aRequestThatArrivesTenSecondsLateIsStillInTheHour() {
		HourWindow window = new HourWindow(0);
		window.add(HourWindow.BUCKET - 1);
		assertThat(window.used(HOUR + 2 * HourWindow.BUCKET - 1)).isEqualTo(1);
		assertThat(window.used(HOUR + 2 * HourWindow.BUCKET)).isZero();
	}

	@Test
	void whatWasNotSentIsNotCounted() {
		HourWindow window = new HourWindow(0);
		long receipt = window.add(0);
		window.add(0);
		window.giveBack(receipt);
		assertThat(window.used(0)).isEqualTo(1);
		assertThat(window.used(2 * HOUR)).isZero();
		window.giveBack(receipt);
		assertThat(window.used(2 * HOUR)).isZero();
	}

	@Test
	void aLongSilenceForgetsEverythingAtOnce() {
		HourWindow window = new HourWindow(0);
		window.add(0);
		assertThat(window.used(Long.MAX_VALUE / 2)).isZero();
	}

	enum Trace {

		STEADY(1, Duration.ofSeconds(2)), BURSTS(700, Duration.ofMinutes(20)), NIGHTLY(2_000, Duration.ofMinutes(50)),
		EDGES(40, Duration.ofMinutes(1));

		private final int burst;

		private final Duration gap;

		Trace(int burst, Duration gap) {
			this.burst = burst;
			this.gap = gap;
		}

	}

}
