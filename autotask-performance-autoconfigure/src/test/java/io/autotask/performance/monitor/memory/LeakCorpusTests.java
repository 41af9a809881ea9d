package io.autotask.performance.monitor.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rule on a labelled corpus: series of 360 points around 100 MB, with noise of which
 * neighbours are alike (autoregressive, 0.6), as a monitor sees them point by point. An
 * alarm at any time of a series counts. Seeded, so each run is the same.
 */
class LeakCorpusTests {

	private static final int SERIES = 500;

	private static final int POINTS = 360;

	private static final double LEVEL = 100;

	@ParameterizedTest
	@EnumSource(Clean.class)
	void raisesAFalseAlarmInOnePercentOfSeriesAtMost(Clean kind) {
		assertThat(alarms(kind)).as("of %s series", SERIES).isLessThanOrEqualTo(SERIES / 100);
	}

	@ParameterizedTest
	@EnumSource(Leaking.class)
	void findsNineOfTenLeaks(Leaking kind) {
		assertThat(alarms(kind)).as("of %s series", SERIES).isGreaterThanOrEqualTo(SERIES * 9 / 10);
	}

	@Test
	void itsCertaintyIsMeant() {
		double error = 0;
		int count = 0;
		for (Shape kind : List.of(Clean.STATIONARY, Clean.CACHE_FILL, Clean.DAY, Clean.STEP, Leaking.TWO_PERMILLE,
				Leaking.FIVE_PERMILLE)) {
			RandomGenerator random = random(kind);
			for (int i = 0; i < 100; i++) {
				MemoryLeaks leaks = new MemoryLeaks(java.time.Duration.ofMinutes(1));
				double said = 0;
				for (LivePoint point : kind.series(random)) {
					LeakSuspicion suspicion = leaks.look(new LiveReading((long) (point.hours() * 3600e9), point.bytes(),
							null, point.load()[0], point.load()[0]));
					said = (suspicion != null) ? Math.max(said, suspicion.confidence()) : said;
				}
				double truth = (kind instanceof Leaking) ? 1 : 0;
				error += (said - truth) * (said - truth);
				count++;
			}
		}
		assertThat(error / count).as("Brier score").isLessThanOrEqualTo(0.1);
	}

	@Test
	void saysHowFastItGrows() {
		RandomGenerator random = random(Leaking.FIVE_PERMILLE);
		List<Double> rates = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			LeakSeries series = new LeakSeries();
			Trend last = null;
			for (LivePoint point : Leaking.FIVE_PERMILLE.series(random)) {
				Trend seen = series.add(point);
				last = (seen != null) ? seen : last;
			}
			rates.add((last != null) ? last.slope() : 0);
		}
		rates.sort(null);
		assertThat(rates.get(25)).as("0.5 MB a minute").isBetween(28.0, 32.0);
	}

	private static int alarms(Shape kind) {
		RandomGenerator random = random(kind);
		int alarms = 0;
		for (int i = 0; i < SERIES; i++) {
			LeakSeries series = new LeakSeries();
			alarms += kind.series(random).stream().map(series::add).anyMatch((leak) -> leak != null) ? 1 : 0;
		}
		return alarms;
	}

	private static RandomGenerator random(Shape kind) {
		return RandomGeneratorFactory.of("L64X128MixRandom").create(kind.toString().hashCode());
	}

	/** How a series goes. */
	private interface Shape {

		double live(int point, double[] dice);

		default double load(int point, double[] dice) {
			return 10;
		}

		default List<LivePoint> series(RandomGenerator random) {
			double[] dice = random.doubles(8).toArray();
			double noise = 1 + 2.5 * random.nextDouble();
			double near = 0;
			double nearLoad = 0;
			List<LivePoint> points = new ArrayList<>();
			for (int i = 0; i < POINTS; i++) {
				near = 0.6 * near + 0.8 * noise * random.nextGaussian();
				nearLoad = 0.6 * nearLoad + 0.8 * random.nextGaussian();
				points.add(new LivePoint(i / 60.0, LEVEL + live(i, dice) + near,
						Math.max(0.1, load(i, dice) * (1 + 0.1 * nearLoad))));
			}
			return points;
		}

	}

	private enum Clean implements Shape {

		STATIONARY {
			@Override
			public double live(int point, double[] dice) {
				return 0;
			}
		},

		/** Fills as caches do: fast at first, then ever more slowly. */
		CACHE_FILL {
			@Override
			public double live(int point, double[] dice) {
				return (20 + 80 * dice[0]) * (1 - Math.exp(-point / (5 + 55 * dice[1])));
			}
		},

		/** Fills evenly until it is full. */
		CACHE_FILL_TO_A_BOUND {
			@Override
			public double live(int point, double[] dice) {
				return (20 + 80 * dice[0]) * Math.min(1, point / (10 + 90 * dice[1]));
			}
		},

		/** More to do, and more in memory, by day. */
		DAY {
			@Override
			public double live(int point, double[] dice) {
				return (5 + 25 * dice[0]) * daylight(point, dice);
			}

			@Override
			public double load(int point, double[] dice) {
				return 2 + 20 * daylight(point, dice);
			}

			private double daylight(int point, double[] dice) {
				return (1 + Math.sin(2 * Math.PI * (point / (60 + 540 * dice[1]) + dice[2]))) / 2;
			}
		},

		/** Up to three steps, such as features that are used for the first time. */
		STEP {
			@Override
			public double live(int point, double[] dice) {
				double live = 0;
				for (int i = 0; i < 1 + (int) (3 * dice[0]); i++) {
					live += (point >= POINTS * dice[2 * i + 1]) ? 5 + 35 * dice[2 * i + 2] : 0;
				}
				return live;
			}
		},

		LOAD_DOUBLES {
			@Override
			public double live(int point, double[] dice) {
				return (point >= POINTS * dice[0]) ? 10 + 50 * dice[1] : 0;
			}

			@Override
			public double load(int point, double[] dice) {
				return (point >= POINTS * dice[0]) ? 20 : 10;
			}
		};

	}

	private enum Leaking implements Shape {

		/** Two percent of what lives in ten points. */
		TWO_PERMILLE {
			@Override
			public double live(int point, double[] dice) {
				return 0.2 * point;
			}
		},

		FIVE_PERMILLE {
			@Override
			public double live(int point, double[] dice) {
				return 0.5 * point;
			}
		},

		TEN_PERMILLE {
			@Override
			public double live(int point, double[] dice) {
				return point;
			}
		},

		/** Beside a cache that fills. */
		BEHIND_A_CACHE_FILL {
			@Override
			public double live(int point, double[] dice) {
				return 0.5 * point + Clean.CACHE_FILL.live(point, dice);
			}
		};

	}

}
