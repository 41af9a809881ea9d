package io.autotask.performance.monitor;

import java.time.Duration;

import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the last five minutes: a ring of buckets of five seconds each, of which
 * the oldest is overwritten. Guarded by the monitor of this object.
 */
final class RecentCalls {

	private static final Duration BUCKET = Duration.ofSeconds(5);

	private static final int BUCKETS = 60;

	private static final int BUCKETS_PER_MINUTE = 12;

	private final TimeSource time;

	private final long startedAt;

	private final CallFigures[] buckets = new CallFigures[BUCKETS];

	private final long[] epochs = new long[BUCKETS];

	RecentCalls(TimeSource time) {
		this.time = time;
		this.startedAt = time.nanos();
	}

	synchronized void record(CallEvent.Completed completed) {
		long epoch = epoch();
		int position = (int) (epoch % BUCKETS);
		CallFigures bucket = this.buckets[position];
		if (bucket == null) {
			bucket = new CallFigures();
			this.buckets[position] = bucket;
		}
		else if (this.epochs[position] != epoch) {
			bucket.reset();
		}
		this.epochs[position] = epoch;
		bucket.record(completed);
	}

	synchronized CallFiguresSnapshot snapshot() {
		return sum(BUCKETS).snapshot();
	}

	/**
	 * Calls that ended in the last minute, per second; over a shorter time when there was
	 * no whole minute yet.
	 * @return the rate, or null in the very first moment
	 */
	synchronized @Nullable Double throughput() {
		// The current bucket is still filling: only the time that is over counts.
		double seconds = Math.min(this.time.nanos() - this.startedAt,
				(BUCKETS_PER_MINUTE - 1) * BUCKET.toNanos() + sinceEpochBegan()) / 1e9;
		return (seconds >= 1) ? sum(BUCKETS_PER_MINUTE).completed() / seconds : null;
	}

	private CallFigures sum(int last) {
		CallFigures sum = new CallFigures();
		long now = epoch();
		for (int i = 0; i < BUCKETS; i++) {
			CallFigures bucket = this.buckets[i];
			if (bucket != null && now - this.epochs[i] < last) {
				bucket.addTo(sum);
			}
		}
		return sum;
	}

	private long epoch() {
		return (this.time.nanos() - this.startedAt) / BUCKET.toNanos();
	}

	private long sinceEpochBegan() {
		return (this.time.nanos() - this.startedAt) % BUCKET.toNanos();
	}

}
