package io.autotask.performance.monitor.profile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.autotask.performance.call.CallEvent.Outcome;

/**
 * What was called during an operation. Guarded by the monitor of the {@link Profile}.
 */
final class CallAccount {

	static final int MAX_SAMPLES = 100;

	private final Deque<ProfileSnapshot.Sample> samples = new ArrayDeque<>();

	private final Map<String, Long> served = new TreeMap<>();

	private long calls;

	private long failures;

	private long cancellations;

	private long retries;

	private long rows;

	private long bytes;

	void ended(ProfileSnapshot.Sample sample, int retries, long rows, long bytes) {
		this.calls++;
		this.failures += (sample.outcome() == Outcome.FAILURE) ? 1 : 0;
		this.cancellations += (sample.outcome() == Outcome.CANCELLED) ? 1 : 0;
		this.retries += retries;
		this.rows += rows;
		this.bytes += bytes;
		if (sample.served() != null) {
			this.served.merge(sample.served(), 1L, Long::sum);
		}
		if (this.samples.size() >= MAX_SAMPLES) {
			this.samples.removeFirst();
		}
		this.samples.addLast(sample);
	}

	ProfileSnapshot.Calls snapshot() {
		return new ProfileSnapshot.Calls(this.calls, this.failures, this.cancellations, this.retries, this.rows,
				this.bytes, Map.copyOf(this.served));
	}

	List<ProfileSnapshot.Sample> samples() {
		return new ArrayList<>(this.samples);
	}

}
