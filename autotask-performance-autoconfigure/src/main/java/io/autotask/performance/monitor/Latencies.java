package io.autotask.performance.monitor;

import java.time.Duration;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Durations as an HdrHistogram (G. Tene) of two digits, in microseconds: no sampling, and
 * memory by the range of values, not by their number. Thread-safe.
 */
final class Latencies {

	private static final int DIGITS = 2;

	private static final double MICROS_PER_MILLI = 1_000;

	private static final long LONGEST = Duration.ofHours(1).toNanos() / 1_000;

	private final Histogram histogram = new Histogram(DIGITS);

	private double sum;

	synchronized void record(Duration duration) {
		long micros = Math.min(LONGEST, Math.max(0, duration.toNanos() / 1_000));
		this.histogram.recordValue(micros);
		this.sum += micros;
	}

	synchronized void addTo(Latencies other) {
		synchronized (other) {
			other.histogram.add(this.histogram);
			other.sum += this.sum;
		}
	}

	synchronized void reset() {
		this.histogram.reset();
		this.sum = 0;
	}

	synchronized @Nullable Duration average() {
		long count = this.histogram.getTotalCount();
		return (count > 0) ? Duration.ofNanos((long) (this.sum / count * 1_000)) : null;
	}

	synchronized LatencySnapshot snapshot() {
		long count = this.histogram.getTotalCount();
		if (count == 0) {
			return new LatencySnapshot(0, null, null, null, null, null, null, null, null, null);
		}
		return new LatencySnapshot(count, this.sum / count / MICROS_PER_MILLI, millis(this.histogram.getMinValue()),
				millis(this.histogram.getMaxValue()), percentile(50), percentile(75), percentile(90), percentile(95),
				percentile(99), percentile(99.9));
	}

	private double percentile(double percentile) {
		return millis(this.histogram.getValueAtPercentile(percentile));
	}

	private static double millis(long micros) {
		return micros / MICROS_PER_MILLI;
	}

}
