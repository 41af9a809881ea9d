package io.autotask.performance.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.Completion;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Serving.Source;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The calls that ended last: a ring of columns, of which the oldest place is overwritten,
 * so that nothing is allocated for a call. Guarded by the monitor of this object.
 */
final class RequestLog {

	private final TimeSource time;

	private final int size;

	private final long[] endedAt;

	private final long[] took;

	private final long[] bytes;

	private final int[] statuses;

	/** Ordinals of outcome, operation and, from one on, source. */
	private final byte[][] kinds;

	private final @Nullable String[] entities;

	private final @Nullable String[] errors;

	private final @Nullable String[] callers;

	private long next;

	/** The same as a position. */
	private int position;

	/**
	 * A log.
	 * @param size how many calls it holds
	 */
	RequestLog(int size, TimeSource time) {
		this.time = time;
		this.size = size;
		this.endedAt = new long[size];
		this.took = new long[size];
		this.bytes = new long[size];
		this.statuses = new int[size];
		this.kinds = new byte[3][size];
		this.entities = new @Nullable String[size];
		this.errors = new @Nullable String[size];
		this.callers = new @Nullable String[size];
	}

	void record(Completion completed, String entity, @Nullable String error) {
		Source source = completed.source();
		record(completed.endedAt(), completed.nanos(), completed.bytes(), completed.code(),
				completed.outcome().ordinal(), completed.call().operation().ordinal(),
				(source != null) ? source.ordinal() + 1 : 0, entity, error, completed.call().options().caller());
	}

	/**
	 * The last calls.
	 * @param limit how many at most
	 * @return the latest first
	 */
	synchronized List<RequestSample> last(int limit) {
		long nanos = this.time.nanos();
		Instant now = this.time.instant();
		List<RequestSample> samples = new ArrayList<>();
		for (long i = this.next - 1; i >= 0 && i >= this.next - this.size && samples.size() < limit; i--) {
			int position = (int) (i % this.size);
			samples.add(sample(position, now.minusNanos(nanos - this.endedAt[position])));
		}
		return samples;
	}

	/**
	 * A call that ended just now.
	 */
	RequestSample sample(Completion completed, String entity, @Nullable String error) {
		Source source = completed.source();
		return new RequestSample(this.time.instant(), entity, completed.call().operation(), completed.outcome(),
				(completed.code() > 0) ? completed.code() : null, (source != null) ? Words.of(source) : null,
				Duration.ofNanos(completed.nanos()), completed.bytes(), error, completed.call().options().caller());
	}

	private synchronized void record(long endedAt, long took, long bytes, int status, int outcome, int operation,
			int source, String entity, @Nullable String error, @Nullable String caller) {
		int position = this.position;
		this.position = (position + 1 < this.size) ? position + 1 : 0;
		this.next++;
		this.endedAt[position] = endedAt;
		this.took[position] = took;
		this.bytes[position] = bytes;
		this.statuses[position] = status;
		this.kinds[0][position] = (byte) outcome;
		this.kinds[1][position] = (byte) operation;
		this.kinds[2][position] = (byte) source;
		this.entities[position] = entity;
		this.errors[position] = error;
		this.callers[position] = caller;
	}

	private RequestSample sample(int position, Instant at) {
		String entity = this.entities[position];
		int status = this.statuses[position];
		int source = this.kinds[2][position];
		return new RequestSample(at, (entity != null) ? entity : EndpointKey.OTHER,
				Operation.values()[this.kinds[1][position]], Outcome.values()[this.kinds[0][position]],
				(status > 0) ? status : null, (source > 0) ? Words.of(Source.values()[source - 1]) : null,
				Duration.ofNanos(this.took[position]), this.bytes[position], this.errors[position],
				this.callers[position]);
	}

}
