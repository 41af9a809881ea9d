package io.autotask.performance.sample.bench;

import java.time.Instant;

import io.autotask.performance.call.TimeSource;

/**
 * A clock that runs faster than that of the machine, so that an hour takes minutes.
 * Everything in this process goes by it: the starter, the simulator, and, with
 * {@link FastSchedulers}, whatever waits. What the process itself takes of the machine's
 * time counts that many times more.
 */
final class FastTime implements TimeSource {

	private final int factor;

	private final long nanosAtStart = System.nanoTime();

	private final Instant instantAtStart = Instant.now();

	FastTime(int factor) {
		this.factor = factor;
	}

	@Override
	public long nanos() {
		return this.nanosAtStart + (System.nanoTime() - this.nanosAtStart) * this.factor;
	}

	@Override
	public Instant instant() {
		return this.instantAtStart.plusNanos(nanos() - this.nanosAtStart);
	}

}
