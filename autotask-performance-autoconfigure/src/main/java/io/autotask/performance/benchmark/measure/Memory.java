package io.autotask.performance.benchmark.measure;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.autotask.performance.benchmark.statistics.Trend;
import org.jspecify.annotations.Nullable;

/**
 * The heap during a run, in bytes. Null where there was nothing to look at.
 *
 * @param initialUsage at the beginning
 * @param peakUsage the most
 * @param finalUsage at the end
 * @param averageUsage on average
 * @param growthRate bytes per second by which what is left after collections grows, or
 * null when there were too few collections to say
 * @param gcStats the collections
 * @param leakIndicators whether it looks like a leak
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Memory(@Nullable Long initialUsage, @Nullable Long peakUsage, @Nullable Long finalUsage,
		@Nullable Double averageUsage, @Nullable Double growthRate, Collections gcStats,
		LeakIndicators leakIndicators) {

	private static final int BLOCKS = 12;

	private static final double RISK = 0.01;

	private static final double LEAST_GROWTH = 0.1;

	/**
	 * The heap of a run.
	 * @param moments what was seen of the machine
	 * @return figures
	 */
	public static Memory of(List<Machine.Moment> moments) {
		if (moments.isEmpty()) {
			return new Memory(null, null, null, null, null, new Collections(0, 0, null),
					new LeakIndicators(null, null, null));
		}
		Machine.Moment first = moments.get(0);
		Machine.Moment last = moments.get(moments.size() - 1);
		long count = last.collections() - first.collections();
		long time = last.collecting() - first.collecting();
		Collections collections = new Collections(count, time, (count > 0) ? (Double) ((double) time / count) : null);
		double[] floor = (count >= BLOCKS) ? floor(moments) : new double[0];
		Trend trend = Trend.of(floor);
		double secondsPerBlock = (last.seconds() - moments.get(moments.size() / 3).seconds()) / BLOCKS;
		return new Memory(first.heapUsed(), moments.stream().mapToLong(Machine.Moment::heapUsed).max().orElse(0),
				last.heapUsed(), moments.stream().mapToLong(Machine.Moment::heapUsed).average().orElse(0),
				(trend != null && secondsPerBlock > 0) ? (Double) (trend.slope() / secondsPerBlock) : null, collections,
				indicators(floor, trend));
	}

	/**
	 * The least that was in use in each of twelve parts of the run: what a collection had
	 * left. The first third is left out, in which caches fill.
	 */
	private static double[] floor(List<Machine.Moment> moments) {
		int from = moments.size() / 3;
		int size = moments.size() - from;
		if (size < 2 * BLOCKS) {
			return new double[0];
		}
		double[] floor = new double[BLOCKS];
		for (int block = 0; block < BLOCKS; block++) {
			floor[block] = moments.subList(from + size * block / BLOCKS, from + size * (block + 1) / BLOCKS)
				.stream()
				.mapToLong(Machine.Moment::heapUsed)
				.min()
				.orElse(0);
		}
		return floor;
	}

	private static LeakIndicators indicators(double[] floor, @Nullable Trend trend) {
		if (trend == null) {
			return new LeakIndicators(null, null, null);
		}
		double growth = trend.slope() * floor.length / Math.max(1, floor[0]);
		boolean sure = trend.probability() < RISK && Math.abs(growth) > LEAST_GROWTH;
		String direction = !sure ? "stable" : (growth > 0) ? "growing" : "declining";
		return new LeakIndicators(sure && growth > 0, direction, 1 - trend.probability());
	}

	/**
	 * Garbage collections that stopped the application.
	 *
	 * @param count how many
	 * @param totalTime how long they took together, in milliseconds
	 * @param averageTime how long one took, or null when there was none
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Collections(long count, long totalTime, @Nullable Double averageTime) {

	}

	/**
	 * Whether it looks like a leak. All null when there were too few collections to say.
	 *
	 * @param suspected whether what is left after collections grew by more than a tenth,
	 * and not by chance
	 * @param growthTrend {@code stable}, {@code growing} or {@code declining}
	 * @param confidence how sure it is that there is a trend at all, from 0 to 1
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record LeakIndicators(@Nullable Boolean suspected, @Nullable String growthTrend,
			@Nullable Double confidence) {

	}

}
