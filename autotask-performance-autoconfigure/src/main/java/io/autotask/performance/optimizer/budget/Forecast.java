package io.autotask.performance.optimizer.budget;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When the hour will be used up, if requests keep coming as they did in the last ten
 * minutes, and the earliest and latest time that is likely. What falls out of the hour
 * until then is known; what comes is a rate, whose interval is that of counts that vary
 * as these did: 95 percent, by the mean and the variance of the buckets.
 *
 * @param earliest how soon it may be, or null when not within an hour
 * @param likely the best guess, or null when not within an hour
 * @param latest how late it may be, or null when perhaps not within an hour
 */
record Forecast(@Nullable Duration earliest, @Nullable Duration likely, @Nullable Duration latest) {

	static final Forecast NEVER = new Forecast(null, null, null);

	private static final int OBSERVED = 60;

	private static final double TWO_SIDED_95 = 1.96;

	/**
	 * Looks ahead.
	 * @param window what we spent
	 * @param others what others spent
	 * @param othersPerHour how fast that grows, per hour
	 * @param limit how many there may be
	 */
	static Forecast of(HourWindow window, double others, double othersPerHour, int limit, long now) {
		int recent = window.recent(OBSERVED, now);
		if (recent == 0 && othersPerHour <= 0) {
			return NEVER;
		}
		double mean = (double) recent / OBSERVED;
		double error = TWO_SIDED_95 * Math.sqrt(variance(window, mean, now) / OBSERVED);
		double foreign = Math.max(0, othersPerHour) / Duration.ofHours(1).toNanos() * HourWindow.BUCKET;
		double used = window.used(now) + others;
		return new Forecast(reached(window, used, mean + error + foreign, limit),
				reached(window, used, mean + foreign, limit),
				reached(window, used, Math.max(0, mean - error) + foreign, limit));
	}

	private static double variance(HourWindow window, double mean, long now) {
		double squares = 0;
		int before = 0;
		for (int buckets = 1; buckets <= OBSERVED; buckets++) {
			int upTo = window.recent(buckets, now);
			double difference = (upTo - before) - mean;
			squares += difference * difference;
			before = upTo;
		}
		// Never less than that of requests that come by chance.
		return Math.max(mean, squares / (OBSERVED - 1));
	}

	private static @Nullable Duration reached(HourWindow window, double used, double perBucket, int limit) {
		double expected = used;
		if (expected >= limit) {
			return Duration.ZERO;
		}
		for (int ahead = 1; ahead < HourWindow.BUCKETS; ahead++) {
			expected += perBucket - window.forgotten(ahead);
			if (expected >= limit) {
				return Duration.ofNanos(ahead * HourWindow.BUCKET);
			}
		}
		return null;
	}

}
