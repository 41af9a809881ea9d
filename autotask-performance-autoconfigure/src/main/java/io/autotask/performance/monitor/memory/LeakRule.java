package io.autotask.performance.monitor.memory;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Whether a series grows as a leak does: steadily, on and on, and not because there is
 * more to do. The first third is left out, because caches fill and classes load; the rest
 * is reduced to medians of blocks, because neighbours are alike. Then a leak has to
 * <ul>
 * <li>rise, in all and in its last half, surely;</li>
 * <li>rise by more than noise, 3 percent;</li>
 * <li>rise all the time: no single jump is 30 percent of it, and its first half rises
 * too;</li>
 * <li>not slow down, as what fills up does;</li>
 * <li>rise while load does not.</li>
 * </ul>
 * Pure. What it finds and does not find is measured by {@code LeakCorpusTests}.
 */
final class LeakRule {

	private static final int MOST_BLOCKS = 20;

	private static final int LEAST_PER_BLOCK = 4;

	private static final double SURELY = 2.576;

	private static final double LEAST_GROWTH = 0.03;

	private static final double LEAST_LOAD_GROWTH = 0.02;

	private static final double LARGEST_JUMP = 0.3;

	private static final double LEAST_SHARE_OF_HALF = 0.33;

	private static final double LEAST_REST_OF_SPEED = 0.75;

	private LeakRule() {
	}

	/**
	 * Looks at a series.
	 * @param points the series, in order of time
	 * @return the trend of the leak, or null when there is none, or it cannot be told
	 */
	static @Nullable Trend leak(List<LivePoint> points) {
		List<LivePoint> settled = points.subList(points.size() / 3, points.size());
		int perBlock = Math.max(LEAST_PER_BLOCK, settled.size() / MOST_BLOCKS);
		int blocks = settled.size() / perBlock;
		List<LivePoint> last = settled.subList(settled.size() - blocks * perBlock, settled.size());
		double[] times = medians(last.stream().mapToDouble(LivePoint::hours).toArray(), perBlock);
		double[] values = medians(last.stream().mapToDouble(LivePoint::bytes).toArray(), perBlock);
		Trend all = Trend.of(times, values);
		boolean leaks = risesSurely(all) && risesByMuch(all, times, values, LEAST_GROWTH)
				&& risesAllTheTime(all, times, values);
		return (leaks && !loadRises(last, times, perBlock)) ? all : null;
	}

	private static boolean risesAllTheTime(Trend all, double[] times, double[] values) {
		double growth = all.slope() * (times[times.length - 1] - times[0]);
		for (int i = 1; i < values.length; i++) {
			if (Math.abs(values[i] - values[i - 1]) > LARGEST_JUMP * growth) {
				return false;
			}
		}
		int half = values.length / 2;
		Trend first = Trend.of(Arrays.copyOf(times, half), Arrays.copyOf(values, half));
		Trend second = Trend.of(Arrays.copyOfRange(times, times.length - half, times.length),
				Arrays.copyOfRange(values, values.length - half, values.length));
		return second.least() > 0 && first.slope() >= LEAST_SHARE_OF_HALF * all.slope()
				&& second.slope() >= LEAST_SHARE_OF_HALF * all.slope()
				&& second.slope() >= LEAST_REST_OF_SPEED * first.slope();
	}

	private static boolean loadRises(List<LivePoint> points, double[] times, int perBlock) {
		for (int i = 0; i < points.get(0).load().length; i++) {
			int kind = i;
			double[] load = medians(points.stream().mapToDouble((point) -> point.load()[kind]).toArray(), perBlock);
			Trend trend = Trend.of(times, load);
			if (trend.least() > 0 && risesByMuch(trend, times, load, LEAST_LOAD_GROWTH)) {
				return true;
			}
		}
		return false;
	}

	private static boolean risesSurely(Trend trend) {
		return trend.least() > 0 && trend.z() >= SURELY;
	}

	private static boolean risesByMuch(Trend trend, double[] times, double[] values, double least) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		double level = Trend.median(sorted);
		return trend.slope() * (times[times.length - 1] - times[0]) > least * level;
	}

	private static double[] medians(double[] values, int perBlock) {
		double[] medians = new double[values.length / perBlock];
		for (int i = 0; i < medians.length; i++) {
			double[] block = Arrays.copyOfRange(values, i * perBlock, (i + 1) * perBlock);
			Arrays.sort(block);
			medians[i] = Trend.median(block);
		}
		return medians;
	}

}
