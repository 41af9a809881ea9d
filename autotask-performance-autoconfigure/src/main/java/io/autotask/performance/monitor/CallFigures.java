package io.autotask.performance.monitor;

import java.time.Duration;

import io.autotask.performance.call.CallEvent.Outcome;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How calls of one kind ended, how long they took and what they brought. Durations are an
 * HdrHistogram (G. Tene) of two digits, in microseconds: no sampling, and memory by the
 * range of values, not by their number. Guarded by the monitor of this object, which is
 * held for a few additions.
 */
final class CallFigures {

	private static final int DIGITS = 2;

	private static final double NANOS_PER_MILLI = 1_000_000;

	private static final double MICROS_PER_MILLI = 1_000;

	private static final long LONGEST_NANOS = Duration.ofHours(1).toNanos();

	private final Histogram histogram = new Histogram(DIGITS);

	private volatile @Nullable CallMeter meter;

	private long successes;

	private long failures;

	private long cancellations;

	private long nanos;

	private long bytes;

	/**
	 * Counts a call. How long a caller waited who went away says nothing about calls, so
	 * it is left out.
	 */
	void record(Outcome outcome, long took, long bytes) {
		synchronized (this) {
			if (outcome == Outcome.CANCELLED) {
				this.cancellations++;
			}
			else {
				long nanos = Math.min(LONGEST_NANOS, Math.max(0, took));
				this.successes += (outcome == Outcome.SUCCESS) ? 1 : 0;
				this.failures += (outcome == Outcome.FAILURE) ? 1 : 0;
				this.nanos += nanos;
				this.histogram.recordValue(nanos / 1_000);
			}
			this.bytes += bytes;
		}
		CallMeter other = this.meter;
		if (other != null) {
			other.record(outcome, took);
		}
	}

	/**
	 * Lets another place measure the same calls from now on.
	 */
	void attach(CallMeter meter) {
		this.meter = meter;
	}

	/**
	 * Adds these figures to others.
	 * @param sum figures that no other thread sees
	 */
	synchronized void addTo(CallFigures sum) {
		synchronized (sum) {
			sum.successes += this.successes;
			sum.failures += this.failures;
			sum.cancellations += this.cancellations;
			sum.nanos += this.nanos;
			sum.bytes += this.bytes;
			sum.histogram.add(this.histogram);
		}
	}

	/**
	 * Adds figures that were made compact.
	 */
	synchronized void add(CompactFigures compact) {
		CallFiguresSnapshot counts = compact.snapshot();
		this.successes += counts.successes();
		this.failures += counts.failures();
		this.cancellations += counts.cancellations();
		this.nanos += compact.nanos();
		this.bytes += counts.bytes();
		compact.addTo(this.histogram);
	}

	/**
	 * What came since.
	 * @param earlier the same figures at an earlier moment, which no thread changes
	 * @return new figures
	 */
	CallFigures since(CallFigures earlier) {
		CallFigures difference = new CallFigures();
		addTo(difference);
		difference.successes -= earlier.successes;
		difference.failures -= earlier.failures;
		difference.cancellations -= earlier.cancellations;
		difference.nanos -= earlier.nanos;
		difference.bytes -= earlier.bytes;
		difference.histogram.subtract(earlier.histogram);
		return difference;
	}

	synchronized long answered() {
		return this.successes + this.failures;
	}

	synchronized long failures() {
		return this.failures;
	}

	synchronized long ended() {
		return this.successes + this.failures + this.cancellations;
	}

	synchronized long nanos() {
		return this.nanos;
	}

	synchronized long bytes() {
		return this.bytes;
	}

	synchronized CompactFigures compact() {
		return CompactFigures.of(snapshot(), this.nanos, this.histogram);
	}

	synchronized CallFiguresSnapshot snapshot() {
		return new CallFiguresSnapshot(this.successes, this.failures, this.cancellations, this.bytes, latency());
	}

	private LatencySnapshot latency() {
		long count = this.histogram.getTotalCount();
		if (count == 0) {
			return LatencySnapshot.none();
		}
		return new LatencySnapshot(count, this.nanos / (double) count / NANOS_PER_MILLI,
				millis(this.histogram.getMinValue()), millis(this.histogram.getMaxValue()), percentile(50),
				percentile(75), percentile(90), percentile(95), percentile(99), percentile(99.9));
	}

	private double percentile(double percentile) {
		return millis(this.histogram.getValueAtPercentile(percentile));
	}

	private static double millis(long micros) {
		return micros / MICROS_PER_MILLI;
	}

}
