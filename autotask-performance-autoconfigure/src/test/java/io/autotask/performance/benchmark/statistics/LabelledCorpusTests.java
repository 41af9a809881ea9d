package io.autotask.performance.benchmark.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the verdicts are worth, on 300 cases of which the truth is known. A case is two
 * runs of ten rounds. A round has 500 calls with long-tailed latencies, which the test
 * draws and sorts, and a speed of its own: the noise between rounds is 1 to 4 % where a
 * change is to be found, and up to 10 % where none is to be invented. The change is on
 * all latencies of the second run.
 */
class LabelledCorpusTests {

	private static final int ROUNDS = 10;

	private static final int CALLS = 500;

	@Test
	void falseAlarmsAreRareAndAChangeOfATenthIsFound() {
		Score score = score(20_261_126, 300, ROUNDS);
		assertThat(score.cases).isEqualTo(300);
		assertThat(score.alarmsWithoutChange).as("false alarms of %d", score.withoutChange)
			.isLessThanOrEqualTo(score.withoutChange / 100);
		assertThat(score.foundOfTen).as("of %d changes by +10 %%", score.ofTen)
			.isGreaterThanOrEqualTo((int) Math.ceil(0.95 * score.ofTen));
		assertThat(score.foundOfTwenty).isEqualTo(score.ofTwenty);
		assertThat(score.wrongDirection).isZero();
	}

	@Test
	void itIsNotTheLuckOfOneSeed() {
		Score sum = new Score();
		for (int seed = 0; seed < 2; seed++) {
			sum.add(score(seed, 300, ROUNDS));
		}
		assertThat(sum.alarmsWithoutChange).isLessThanOrEqualTo(sum.withoutChange / 100);
		assertThat(sum.foundOfTen).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * sum.ofTen));
	}

	@Test
	void withFewerThanFiveRoundsNothingIsSaid() {
		SplittableRandom random = new SplittableRandom(1);
		Rounds before = new Rounds(random, 4, 0.01, 1);
		Rounds after = new Rounds(random, 4, 0.01, 20);
		Judgement judgement = Judgement.of(Figure.P95, before.p95, after.p95);
		assertThat(judgement.verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
		assertThat(judgement.why()).contains("4 and 4 rounds", "at least 5");
		assertThat(Judgement.of(Figure.P95, List.of(), after.p95).verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
	}

	@Test
	void whoWouldNotHaveSeenATenthDoesNotSayUnchanged() {
		SplittableRandom random = new SplittableRandom(2);
		Judgement judgement = Judgement.of(Figure.P95, new Rounds(random, 6, 0.3, 1).p95,
				new Rounds(random, 6, 0.3, 1).p95);
		assertThat(judgement.verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
		assertThat(judgement.why()).contains("10 %");
	}

	@Test
	void twentyTimesSlowerIsCertainAndTwiceAsFastIsBetter() {
		SplittableRandom random = new SplittableRandom(3);
		Rounds before = new Rounds(random, ROUNDS, 0.05, 1);
		Judgement slower = Judgement.of(Figure.P95, before.p95, new Rounds(random, ROUNDS, 0.05, 20).p95);
		assertThat(slower.verdict()).isEqualTo(Verdict.DEGRADED);
		assertThat(slower.shift().change()).isBetween(17.0, 21.0);
		assertThat(slower.probability()).isLessThan(1e-4);
		assertThat(Judgement.of(Figure.P95, before.p95, new Rounds(random, ROUNDS, 0.05, 0.5).p95).verdict())
			.isEqualTo(Verdict.IMPROVED);
	}

	@Test
	void moreThroughputIsBetterAndMoreErrorsAreWorse() {
		List<Double> few = List.of(10.0, 10.1, 9.9, 10.2, 9.8, 10.05, 9.95, 10.15);
		List<Double> many = few.stream().map((value) -> value * 2).toList();
		assertThat(Judgement.of(Figure.THROUGHPUT, few, many).verdict()).isEqualTo(Verdict.IMPROVED);
		assertThat(Judgement.of(Figure.THROUGHPUT, many, few).verdict()).isEqualTo(Verdict.DEGRADED);
		List<Double> none = List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
		Judgement errors = Judgement.of(Figure.ERROR_RATE, none, few);
		assertThat(errors.verdict()).isEqualTo(Verdict.DEGRADED);
		assertThat(errors.shift().absolute()).isTrue();
		assertThat(Judgement.of(Figure.ERROR_RATE, none, none).verdict()).isEqualTo(Verdict.UNCHANGED);
	}

	@Test
	void theSameFiguresGiveTheSameVerdict() {
		Rounds before = new Rounds(new SplittableRandom(4), ROUNDS, 0.03, 1);
		Rounds after = new Rounds(new SplittableRandom(5), ROUNDS, 0.03, 1.05);
		assertThat(Judgement.of(Figure.P95, before.p95, after.p95))
			.isEqualTo(Judgement.of(Figure.P95, before.p95, after.p95));
	}

	private static Score score(long seed, int cases, int rounds) {
		SplittableRandom random = new SplittableRandom(seed);
		double[] changes = { 0, 0, 0, 0, 0, 0.03, 0.05, 0.1, 0.1, 0.2 };
		Score score = new Score();
		for (int i = 0; i < cases; i++) {
			double change = changes[i % changes.length];
			double noise = random.nextDouble(0.01, (change == 0) ? 0.10 : 0.04);
			Rounds before = new Rounds(random, rounds, noise, 1);
			Rounds after = new Rounds(random, rounds, noise, 1 + change);
			score.add(change, verdict(before, after));
		}
		return score;
	}

	/** As a run is judged: an alarm of any figure is an alarm. */
	private static Verdict verdict(Rounds before, Rounds after) {
		List<Verdict> verdicts = List.of(Judgement.of(Figure.P95, before.p95, after.p95).verdict(),
				Judgement.of(Figure.P50, before.p50, after.p50).verdict(),
				Judgement.of(Figure.P99, before.p99, after.p99).verdict());
		return verdicts.contains(Verdict.DEGRADED) ? Verdict.DEGRADED
				: verdicts.contains(Verdict.IMPROVED) ? Verdict.IMPROVED : verdicts.get(0);
	}

	/** The rounds of one run. */
	private static final class Rounds {

		private final List<Double> p50 = new ArrayList<>();

		private final List<Double> p95 = new ArrayList<>();

		private final List<Double> p99 = new ArrayList<>();

		private Rounds(SplittableRandom random, int rounds, double noise, double factor) {
			for (int round = 0; round < rounds; round++) {
				double speed = factor * 40 * Math.exp(noise * random.nextGaussian());
				double[] latencies = new double[CALLS];
				for (int i = 0; i < CALLS; i++) {
					latencies[i] = speed * Math.exp(0.25 * random.nextGaussian());
				}
				Arrays.sort(latencies);
				this.p50.add(latencies[CALLS / 2]);
				this.p95.add(latencies[CALLS * 95 / 100]);
				this.p99.add(latencies[CALLS * 99 / 100]);
			}
		}

	}

	private static final class Score {

		private int cases;

		private int withoutChange;

		private int alarmsWithoutChange;

		private int ofTen;

		private int foundOfTen;

		private int ofTwenty;

		private int foundOfTwenty;

		private int wrongDirection;

		void add(double change, Verdict verdict) {
			boolean alarm = verdict == Verdict.DEGRADED;
			this.cases++;
			this.withoutChange += (change == 0) ? 1 : 0;
			this.alarmsWithoutChange += (change == 0 && alarm) ? 1 : 0;
			this.ofTen += (change == 0.1) ? 1 : 0;
			this.foundOfTen += (change == 0.1 && alarm) ? 1 : 0;
			this.ofTwenty += (change == 0.2) ? 1 : 0;
			this.foundOfTwenty += (change == 0.2 && alarm) ? 1 : 0;
			this.wrongDirection += (change > 0 && verdict == Verdict.IMPROVED) ? 1 : 0;
		}

		void add(Score other) {
			this.withoutChange += other.withoutChange;
			this.alarmsWithoutChange += other.alarmsWithoutChange;
			this.ofTen += other.ofTen;
			this.foundOfTen += other.foundOfTen;
		}

	}

}
