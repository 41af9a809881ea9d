package io.autotask.performance.optimizer.resilience;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import io.autotask.performance.call.TimeSource;

/**
 * A clock that never goes back, for a library that measures durations with a wall clock.
 * Its instants mean nothing to people.
 */
final class MonotonicClock extends Clock {

	private final TimeSource time;

	private final long startedAt;

	MonotonicClock(TimeSource time) {
		this.time = time;
		this.startedAt = time.nanos();
	}

	@Override
	public Instant instant() {
		return Instant.EPOCH.plusNanos(this.time.nanos() - this.startedAt);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
