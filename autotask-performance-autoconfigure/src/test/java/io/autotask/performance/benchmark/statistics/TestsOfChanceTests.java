package io.autotask.performance.benchmark.statistics;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The tests of chance, against values that can be counted or looked up. */
class TestsOfChanceTests {

	@Test
	void ofAllOrdersOfFiveAndFiveTwoAreAsFarApart() {
		assertThat(RankTest.probability(range(1, 5), range(6, 10))).isCloseTo(2.0 / 252, within(1e-12));
		assertThat(RankTest.probability(range(1, 10), range(11, 20))).isCloseTo(2.0 / 184_756, within(1e-15));
	}

	@Test
	void knowsTheExampleOfTheTortoisesAndTheHare() {
		// One hare is beaten by six tortoises but one: U = 11 of 36.
		double[] tortoises = { 12, 6, 5, 4, 3, 2 };
		double[] hares = { 11, 10, 9, 8, 7, 1 };
		assertThat(RankTest.probability(tortoises, hares)).isCloseTo(0.3095, within(1e-4));
	}

	@Test
	void equalSamplesAreNoEvidence() {
		double[] zeros = new double[10];
		assertThat(RankTest.probability(zeros, zeros)).isEqualTo(1);
	}

	@Test
	void tiesAndLargeSamplesAreApproximated() {
		double[] one = range(1, 30);
		double[] shifted = DoubleStream.of(one).map((value) -> value + 12).toArray();
		assertThat(RankTest.probability(one, shifted)).isBetween(1e-6, 1e-4);
		assertThat(RankTest.probability(new double[] { 1, 1, 2, 2, 3 }, new double[] { 1, 2, 2, 3, 3 })).isBetween(0.3,
				1.0);
	}

	@Test
	void aTrueNullIsRejectedAsOftenAsItIsSaid() {
		SplittableRandom random = new SplittableRandom(7);
		long rejected = IntStream.range(0, 4_000)
			.filter((i) -> RankTest.probability(normal(random, 10, 1), normal(random, 10, 1)) < 0.05)
			.count();
		assertThat(rejected / 4_000.0).isCloseTo(0.045, within(0.01));
	}

	@Test
	void studentKnowsTheValuesOfTheTable() {
		// Two means 2.7775 standard errors apart, with ten degrees of freedom.
		double[] values = { 1, 2, 3, 4, 5, 6, 4, 5, 6, 7, 8, 9 };
		double t = 3 / Math.sqrt(3.5 / 6 + 3.5 / 6);
		assertThat(t).isCloseTo(2.7775, within(1e-4));
		assertThat(StudentTest.probability(StudentTest.statistic(values, 0, 6, 12), 10)).isCloseTo(0.01953,
				within(1e-5));
		assertThat(StudentTest.probability(StudentTest.statistic(new double[] { 1, 1, 1, 1 }, 0, 2, 4), 2))
			.isEqualTo(1);
		assertThat(StudentTest.probability(StudentTest.statistic(new double[] { 1, 1, 2, 2 }, 0, 2, 4), 2)).isZero();
	}

	@Test
	void aShiftIsTheMedianOfTheQuotientsAndItsIntervalHoldsIt() {
		Shift shift = Shift.between(new double[] { 10, 11, 9, 10, 12 }, new double[] { 20, 22, 18, 20, 24 });
		assertThat(shift.change()).isCloseTo(1.0, within(0.01));
		assertThat(shift.low()).isLessThanOrEqualTo(shift.change());
		assertThat(shift.high()).isGreaterThanOrEqualTo(shift.change());
		assertThat(shift.absolute()).isFalse();
		assertThat(Shift.between(new double[] { 0, 0 }, new double[] { 3, 3 })).isEqualTo(new Shift(3, 3, 3, true));
	}

	@Test
	void pairsAreComparedWithTheirLike() {
		double[] cooling = { 100, 80, 60, 40, 20, 10, 8, 6, 4, 2 };
		double[] worse = DoubleStream.of(cooling).map((value) -> value * 1.2).toArray();
		assertThat(SignedRankTest.probability(cooling, worse)).isCloseTo(2.0 / 1024, within(1e-12));
		assertThat(SignedRankTest.probability(cooling, cooling)).isEqualTo(1);
		assertThat(Shift.ofPairs(cooling, worse).change()).isCloseTo(0.2, within(1e-9));
		List<Double> before = DoubleStream.of(cooling).boxed().toList();
		assertThat(Judgement.of(Figure.UPSTREAM, before, DoubleStream.of(worse).boxed().toList()).verdict())
			.isEqualTo(Verdict.DEGRADED);
		assertThat(Judgement.of(Figure.UPSTREAM, before, before).verdict()).isEqualTo(Verdict.UNCHANGED);
	}

	@Test
	void aTrendIsFoundAndNoiseIsNone() {
		assertThat(Trend.of(new double[7])).isNull();
		Trend growing = Trend.of(IntStream.range(0, 30).mapToDouble((i) -> 100 + 2 * i + i % 3).toArray());
		assertThat(growing.slope()).isCloseTo(2, within(0.1));
		assertThat(growing.probability()).isLessThan(1e-6);
		Trend flat = Trend.of(normal(new SplittableRandom(3), 30, 1));
		assertThat(flat.probability()).isGreaterThan(0.05);
	}

	@Test
	void changePointsAreFoundSoonAndSeldomInvented() {
		SplittableRandom random = new SplittableRandom(11);
		int invented = 0;
		int found = 0;
		int placed = 0;
		for (int i = 0; i < 100; i++) {
			double[] flat = normal(random, 100, 0.03);
			invented += ChangePoint.find(flat).size();
			double[] stepped = normal(random, 30, 0.03);
			for (int j = 25; j < 30; j++) {
				stepped[j] *= 1.1;
			}
			List<ChangePoint> points = ChangePoint.find(stepped);
			found += (points.size() == 1 && Math.abs(points.get(0).index() - 25) <= 1) ? 1 : 0;
			placed += (!points.isEmpty() && points.get(0).after() > points.get(0).before()) ? 1 : 0;
		}
		assertThat(invented).as("in 10,000 values without a change").isLessThanOrEqualTo(100);
		assertThat(placed).as("of 100 steps of 10 %% five values ago").isGreaterThanOrEqualTo(90);
		assertThat(found).as("of them at their place").isGreaterThanOrEqualTo(85);
	}

	@Test
	void severalChangesAreToldApart() {
		double[] history = new double[60];
		SplittableRandom random = new SplittableRandom(5);
		for (int i = 0; i < 60; i++) {
			history[i] = ((i < 20) ? 100 : (i < 40) ? 150 : 120) * (1 + 0.02 * random.nextGaussian());
		}
		assertThat(ChangePoint.find(history)).extracting(ChangePoint::index).containsExactly(20, 40);
	}

	private static double[] range(int from, int to) {
		return IntStream.rangeClosed(from, to).mapToDouble((i) -> i).toArray();
	}

	private static double[] normal(SplittableRandom random, int n, double deviation) {
		return DoubleStream.generate(() -> 1 + deviation * random.nextGaussian()).limit(n).toArray();
	}

}
