package io.autotask.performance.insight.replay;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request as a replay has it, and those who wait for it.
 */
final class ReplayJob {

	private final Recorded call;

	private final @Nullable Integer digest;

	private final boolean kept;

	private final List<Long> arrivals = new ArrayList<>();

	private long departedAt;

	ReplayJob(Recorded call, long arrivedAt, @Nullable Integer digest, boolean kept) {
		this.call = call;
		this.digest = digest;
		this.kept = kept;
		this.arrivals.add(arrivedAt);
	}

	private ReplayJob(Recorded call, @Nullable Integer digest) {
		this.call = call;
		this.digest = digest;
		this.kept = true;
	}

	/** One that nobody waits for. */
	static ReplayJob behind(Recorded call, @Nullable Integer digest) {
		return new ReplayJob(call, digest);
	}

	void join(long arrivedAt) {
		this.arrivals.add(arrivedAt);
	}

	void depart(long now) {
		this.departedAt = now;
	}

	Recorded call() {
		return this.call;
	}

	@Nullable Integer digest() {
		return this.digest;
	}

	boolean kept() {
		return this.kept;
	}

	List<Long> arrivals() {
		return this.arrivals;
	}

	long departedAt() {
		return this.departedAt;
	}

}
