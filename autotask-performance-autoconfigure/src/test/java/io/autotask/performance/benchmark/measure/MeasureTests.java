package io.autotask.performance.benchmark.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.autotask.performance.benchmark.load.Intended;
import io.autotask.performance.benchmark.load.Load;
import io.autotask.performance.benchmark.load.LoadPattern;
import io.autotask.performance.benchmark.work.OperationType;
import io.autotask.performance.benchmark.work.Outcome;
import io.autotask.performance.benchmark.work.ServedBy;
import io.autotask.performance.benchmark.work.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What is concluded from samples, on samples whose truth is known. */
class MeasureTests {

	private static final Load.Open LOAD = new Load.Open(LoadPattern.CONSTANT, 100, 100, Duration.ofSeconds(10),
			Duration.ZERO, false, 1);

	private final SampleLog log = new SampleLog(10_000, List.of("Tickets", "Companies"));

	private long number;

	@Test
	void percentilesAreWithinATenthOfAPercentOfThoseOfSortedValues() {
		SplittableRandom random = new SplittableRandom(1);
		List<Double> truth = new ArrayList<>();
		for (int i = 0; i < 5_000; i++) {
			double millis = 40 * Math.exp(0.8 * random.nextGaussian());
			truth.add(millis);
			add(i * 10, millis, ServedBy.NETWORK);
		}
		truth.sort(null);
		Latency latency = this.log.all().latency();
		assertThat(latency.count()).isEqualTo(5_000);
		assertThat(latency.percentiles().p50()).isCloseTo(truth.get(2_499), within(truth.get(2_499) * 0.001));
		assertThat(latency.percentiles().p99()).isCloseTo(truth.get(4_949), within(truth.get(4_949) * 0.001));
		assertThat(latency.maximum()).isCloseTo(truth.get(4_999), within(truth.get(4_999) * 0.001));
		assertThat(this.log.all().distribution().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(5_000);
	}

	@Test
	void errorsAreCountedAndAreNoLatencies() {
		add(0, 10, ServedBy.HIT);
		add(1, 9_000, ServedBy.ERROR);
		Samples all = this.log.all();
		assertThat(all.errors()).isEqualTo(1);
		assertThat(all.errorRate()).isEqualTo(50);
		assertThat(all.latency().maximum()).isCloseTo(10, within(0.1));
		assertThat(all.hitRate()).isEqualTo(100);
		assertThat(all.by(Samples.Column.SERVED_BY, Samples::size)).containsEntry("error", 1).containsEntry("hit", 1);
	}

	@Test
	void aLogThatIsFullDropsAndStillCounts() {
		SampleLog small = new SampleLog(3, List.of("Tickets"));
		for (int i = 0; i < 5; i++) {
			small.add(new Intended(i, 0, 0, 0, 0), 0, 0, step("Tickets"), outcome(ServedBy.HIT), 0, 1, false, false,
					false);
		}
		assertThat(small.size()).isEqualTo(3);
		assertThat(small.calls()).isEqualTo(5);
	}

	@Test
	void withoutSamplesEverythingIsNull() {
		assertThat(this.log.all().latency().average()).isNull();
		assertThat(this.log.all().errorRate()).isNull();
		assertThat(this.log.all().hitRate()).isNull();
		assertThat(WarmUp.of(this.log.all()).verdict()).isEqualTo(WarmUp.Verdict.TOO_SHORT);
	}

	@Test
	void warmUpIsFoundAndNotAssumed() {
		SplittableRandom random = new SplittableRandom(2);
		for (int i = 0; i < 2_000; i++) {
			double factor = (i < 300) ? 3 : 1;
			add(i * 10, factor * 20 * (1 + 0.1 * random.nextGaussian()), ServedBy.NETWORK);
		}
		WarmUp warmUp = WarmUp.of(this.log.all());
		assertThat(warmUp.verdict()).isEqualTo(WarmUp.Verdict.STEADY);
		assertThat(warmUp.seconds()).isCloseTo(3, within(0.41));
		assertThat(warmUp.warm(this.log.all()).latency().percentiles().p99()).isLessThan(30);
	}

	@Test
	void aCacheThatFillsIsNoWarmUp() {
		SplittableRandom random = new SplittableRandom(3);
		for (int i = 0; i < 2_000; i++) {
			boolean hit = random.nextDouble() < i / 1_000.0;
			add(i * 10, (hit ? 0.1 : 40) * (1 + 0.1 * random.nextGaussian()), hit ? ServedBy.HIT : ServedBy.NETWORK);
		}
		assertThat(WarmUp.of(this.log.all())).isEqualTo(new WarmUp(WarmUp.Verdict.STEADY, 0, 0.0));
	}

	@Test
	void whoNeverGetsSteadyIsToldSo() {
		SplittableRandom random = new SplittableRandom(4);
		for (int i = 0; i < 2_000; i++) {
			add(i * 10, (20 + i / 50.0) * (1 + 0.02 * random.nextGaussian()), ServedBy.NETWORK);
		}
		assertThat(WarmUp.of(this.log.all()).verdict()).isEqualTo(WarmUp.Verdict.NO_STEADY_STATE);
	}

	@Test
	void aLateGeneratorSpoilsARun() {
		for (int i = 0; i < 1_000; i++) {
			add(i * 10, 20, (i % 50 == 0) ? 15 : 0, ServedBy.NETWORK);
		}
		assertThat(spoilt(0, List.of())).singleElement().asString().contains("the generator was late", "15.0 ms");
	}

	@Test
	void aLittleLagSpoilsNothingBesideLongLatencies() {
		for (int i = 0; i < 1_000; i++) {
			add(i * 10, 500, (i % 50 == 0) ? 15 : 0, ServedBy.NETWORK);
		}
		assertThat(spoilt(0, List.of())).isEmpty();
	}

	@Test
	void dropsAndAMachineThatIsBusySpoilARun() {
		for (int i = 0; i < 1_000; i++) {
			add(i * 10, 20, ServedBy.NETWORK);
		}
		assertThat(spoilt(3, List.of())).singleElement().asString().contains("3 calls were dropped");
		List<Machine.Moment> busy = IntStream.range(0, 20)
			.mapToObj((i) -> new Machine.Moment(i, 1, 1, 0, 0, 50.0, (i < 15) ? 99.0 : 40.0, 1, 0, 0))
			.toList();
		assertThat(spoilt(0, busy)).singleElement().asString().contains("15 of 20 looks");
		assertThat(spoilt(0, busy.subList(15, 20))).isEmpty();
	}

	@Test
	void aServerThatFallsBehindIsSaturatedAndThatIsItsOwnDoing() {
		for (int i = 0; i < 1_000; i++) {
			add(i * 10, 20 + i * 10, ServedBy.NETWORK);
		}
		List<String> spoilt = spoilt(0, List.of());
		assertThat(spoilt).singleElement().asString().contains("Autotask was saturated");
		assertThat(spoilt).allMatch(Validity::isByTarget);
	}

	@Test
	void theHeapIsLookedAtWithABoundAndGrowthIsToldFromNoise() {
		AtomicLong second = new AtomicLong();
		SplittableRandom random = new SplittableRandom(5);
		Machine growing = new Machine(() -> vitals(second.get(), 200_000L * second.get(), random), () -> 2, () -> 1);
		for (int i = 0; i < 3_000; i++) {
			second.set(i);
			growing.look(i * 1_000_000_000L);
		}
		assertThat(growing.moments()).hasSizeLessThanOrEqualTo(1_000).hasSizeGreaterThan(400);
		Memory leak = Memory.of(growing.moments());
		assertThat(leak.leakIndicators().suspected()).isTrue();
		assertThat(leak.leakIndicators().growthTrend()).isEqualTo("growing");
		assertThat(leak.growthRate()).isCloseTo(200_000, within(60_000.0));
		Machine steady = new Machine(() -> vitals(second.get(), 0, random), () -> 2, () -> 1);
		for (int i = 0; i < 300; i++) {
			second.set(i);
			steady.look(i * 1_000_000_000L);
		}
		assertThat(Memory.of(steady.moments()).leakIndicators().suspected()).isFalse();
		assertThat(Memory.of(steady.moments().subList(0, 5)).leakIndicators().suspected()).as("too few looks to say")
			.isNull();
		assertThat(Memory.of(List.of()).peakUsage()).isNull();
	}

	/** A heap that fills by 100 MB between two collections, every eleven seconds. */
	private static Vitals vitals(long look, long leaked, SplittableRandom random) {
		long used = (100 << 20) + leaked + (look % 11) * (10 << 20) + random.nextInt(1 << 20);
		return new Vitals(used, 1 << 30, look / 11, look, 20.0, 30.0, 20);
	}

	private List<String> spoilt(long dropped, List<Machine.Moment> machine) {
		Samples all = this.log.all();
		return Validity.spoiltBy(new GeneratorFigures("open", "even", all.lag(), 100.0, 100.0, dropped), all, LOAD,
				machine);
	}

	private void add(long dueMillis, double millis, ServedBy servedBy) {
		add(dueMillis, millis, 0, servedBy);
	}

	private void add(long dueMillis, double millis, double lagMillis, ServedBy servedBy) {
		long due = dueMillis * 1_000_000;
		long begun = due + (long) (lagMillis * 1e6);
		this.log.add(new Intended(this.number++, due, due, 0, 0), due, 0, step("Tickets"), outcome(servedBy), begun,
				due + (long) (millis * 1e6), false, false, false);
	}

	private static Step step(String entity) {
		return new Step(OperationType.GET, entity, 1, 1, true);
	}

	private static Outcome outcome(ServedBy servedBy) {
		return new Outcome(servedBy, 1, 1, 100, (servedBy == ServedBy.ERROR) ? "HTTP 500" : null, null);
	}

}
