package io.autotask.performance.benchmark.measure;

import java.util.function.IntToLongFunction;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long calls took, in milliseconds, of an HdrHistogram (G. Tene) with three digits:
 * each percentile is within 0.1 % of the true one. All but the count are null without
 * calls.
 *
 * @param count how many calls
 * @param average the mean
 * @param minimum the shortest
 * @param maximum the longest
 * @param standardDeviation how much they vary
 * @param percentiles the distribution
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Latency(long count, @Nullable Double average, @Nullable Double minimum, @Nullable Double maximum,
		@Nullable Double standardDeviation, Percentiles percentiles) {

	private static final int DIGITS = 3;

	private static final double NANOS_PER_MILLI = 1e6;

	static Latency of(int[] places, IntToLongFunction nanos) {
		Histogram histogram = histogram(places, nanos);
		if (histogram.getTotalCount() == 0) {
			return new Latency(0, null, null, null, null, new Percentiles(null, null, null, null, null, null, null));
		}
		return new Latency(histogram.getTotalCount(), histogram.getMean() / NANOS_PER_MILLI,
				histogram.getMinValue() / NANOS_PER_MILLI, histogram.getMaxValue() / NANOS_PER_MILLI,
				histogram.getStdDeviation() / NANOS_PER_MILLI,
				new Percentiles(at(histogram, 50), at(histogram, 75), at(histogram, 90), at(histogram, 95),
						at(histogram, 99), at(histogram, 99.9), at(histogram, 99.99)));
	}

	/**
	 * A percentile that is not among those.
	 */
	static @Nullable Double percentile(int[] places, IntToLongFunction nanos, double percentile) {
		Histogram histogram = histogram(places, nanos);
		return (histogram.getTotalCount() > 0) ? at(histogram, percentile) : null;
	}

	static Histogram histogram(int[] places, IntToLongFunction nanos) {
		Histogram histogram = new Histogram(DIGITS);
		for (int place : places) {
			histogram.recordValue(Math.max(0, nanos.applyAsLong(place)));
		}
		return histogram;
	}

	private static Double at(Histogram histogram, double percentile) {
		return histogram.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
	}

	/**
	 * So many percent took no longer, in milliseconds.
	 *
	 * @param p50 half of them
	 * @param p75 75 percent
	 * @param p90 90 percent
	 * @param p95 95 percent
	 * @param p99 99 percent
	 * @param p999 99.9 percent
	 * @param p9999 99.99 percent
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Percentiles(@Nullable Double p50, @Nullable Double p75, @Nullable Double p90, @Nullable Double p95,
			@Nullable Double p99, @Nullable Double p999, @Nullable Double p9999) {

	}

}
