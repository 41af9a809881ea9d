package io.autotask.performance.stub;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.autotask.performance.call.TimeSource;
import reactor.core.scheduler.Schedulers;

/** Clocks that a test moves. */
public final class ManualTime implements TimeSource {

	private long nanos = 1_000_000_000;

	/** The clock of {@code StepVerifier.withVirtualTime}. */
	public static TimeSource virtual() {
		return new TimeSource() {

			@Override
			public long nanos() {
				return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
			}

			@Override
			public Instant instant() {
				return Instant.ofEpochMilli(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
			}

		};
	}

	@Override
	public synchronized long nanos() {
		return this.nanos;
	}

	@Override
	public Instant instant() {
		return Instant.EPOCH.plusNanos(nanos());
	}

	public synchronized void pass(Duration duration) {
		this.nanos += duration.toNanos();
	}

}
