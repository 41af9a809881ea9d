package io.autotask.performance.benchmark.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/** When calls are due, by the rate that each pattern promises. */
class ArrivalsTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@Test
	void aConstantRateIsEven() {
		List<Long> due = due(open(LoadPattern.CONSTANT, 4, 4, false), 1);
		assertThat(due).hasSize(240);
		for (int i = 0; i < 240; i++) {
			assertThat(due.get(i)).isCloseTo(i * 250_000_000L, within(10L));
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REPLAY")
	void everyPatternComesAsOftenAsItsRateSaysInEverySecond(LoadPattern pattern) {
		Load.Open load = open(pattern, 20, 200, false);
		int[] perSecond = perSecond(due(load, 1));
		for (int second = 0; second < 60; second++) {
			double rate = 0;
			for (int i = 0; i < 1_000; i++) {
				rate += load.rateAt(second * 1_000_000_000L + i * 1_000_000L + 500_000) / 1_000;
			}
			assertThat((double) perSecond[second]).as(pattern + " in second " + second).isCloseTo(rate, within(1.6));
		}
		assertThat(load.steps()).isEqualTo(due(load, 1).size());
	}

	@Test
	void theSeedsRampGoesFromTenToFifty() {
		Load.Open load = new Load.Open(LoadPattern.RAMP_UP, 10, 50, Duration.ofMinutes(30), Duration.ZERO, false, 1);
		assertThat(load.rateAt(0)).isEqualTo(10);
		assertThat(load.rateAt(Duration.ofMinutes(15).toNanos())).isEqualTo(30);
		assertThat(load.rateAt(Duration.ofMinutes(30).toNanos())).isEqualTo(50);
		assertThat(load.steps()).isEqualTo(54_000);
	}

	@Test
	void aSpikeIsTheOnlyPeak() {
		Load.Open load = new Load.Open(LoadPattern.SPIKE, 10, 100, MINUTE, Duration.ofSeconds(6), false, 1);
		int[] perSecond = perSecond(due(load, 1));
		for (int second = 0; second < 60; second++) {
			boolean spike = second >= 27 && second < 33;
			assertThat(perSecond[second]).isBetween(spike ? 99 : 9, spike ? 101 : 11);
			assertThat(load.isPeak(second * 1_000_000_000L)).isEqualTo(spike);
		}
		assertThat(open(LoadPattern.CONSTANT, 5, 5, false).isPeak(7)).isFalse();
	}

	@Test
	void byChanceMeansExponentialGapsAndTheRateOfThePattern() {
		Load.Open load = open(LoadPattern.RAMP_UP, 100, 300, true);
		List<Long> due = due(load, 42);
		assertThat((double) due.size()).isCloseTo(12_000, within(400.0));
		long first = due.stream().filter((at) -> at < 30_000_000_000L).count();
		assertThat((double) first).isCloseTo(100 * 30 + 200 * 30 * 30 / 120.0, within(250.0));
		List<Long> even = due(open(LoadPattern.CONSTANT, 200, 200, true), 7);
		double mean = even.get(even.size() - 1) / (double) even.size();
		long longer = 0;
		for (int i = 1; i < even.size(); i++) {
			longer += (even.get(i) - even.get(i - 1) > mean) ? 1 : 0;
		}
		assertThat(longer / (double) even.size()).as("gaps above the mean").isCloseTo(1 / Math.E, within(0.02));
	}

	@Test
	void theSameSeedGivesTheSameTimesAndAnotherOneOthers() {
		Load.Open load = open(LoadPattern.SINE, 5, 20, true);
		assertThat(due(load, 1)).isEqualTo(due(load, 1)).isNotEqualTo(due(load, 2));
	}

	@Test
	void aReplayIsDueWhenItWasRecorded() {
		assertThat(due(new Load.Replay(new long[] { 0, 5, 5, 70 }, 1), 1)).containsExactly(0L, 5L, 5L, 70L);
	}

	@Test
	void nobodyKnowsWhenUsersWillAsk() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Arrivals.of(new Load.Closed(1, 1, MINUTE, Duration.ZERO, 0, Duration.ZERO), 1));
	}

	@Test
	void patternsHaveTheSeedsNamesToo() {
		assertThat(LoadPattern.of("ramp_up")).isEqualTo(LoadPattern.RAMP_UP);
		assertThat(LoadPattern.of("Ramp-Up")).isEqualTo(LoadPattern.RAMP_UP);
		assertThat(LoadPattern.of("sine_wave")).isEqualTo(LoadPattern.SINE);
		assertThatIllegalArgumentException().isThrownBy(() -> LoadPattern.of("zigzag"))
			.withMessageContaining("constant, ramp_up, step, spike, sine, soak, replay");
	}

	private static Load.Open open(LoadPattern pattern, double base, double peak, boolean poisson) {
		return new Load.Open(pattern, base, peak, MINUTE, Duration.ofSeconds(10), poisson, 1);
	}

	private static List<Long> due(Load load, long seed) {
		List<Long> due = new ArrayList<>();
		PrimitiveIterator.OfLong offsets = Arrivals.of(load, seed);
		offsets.forEachRemaining((long offset) -> due.add(offset));
		return due;
	}

	private static int[] perSecond(List<Long> due) {
		int[] counts = new int[60];
		due.forEach((at) -> counts[(int) (at / 1_000_000_000L)]++);
		return counts;
	}

}
