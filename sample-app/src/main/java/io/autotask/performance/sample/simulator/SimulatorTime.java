package io.autotask.performance.sample.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;

import io.autotask.performance.call.TimeSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What the simulator takes time from.
 *
 * @param clock dates of rows, and the rolling hour
 * @param timer waits
 */
record SimulatorTime(Clock clock, Scheduler timer) {

	/** The time of this machine, with a thread of its own to wait on. */
	static SimulatorTime system() {
		return of(TimeSource.system());
	}

	/** The time that the application has too, with a thread of its own to wait on. */
	static SimulatorTime of(TimeSource time) {
		InstantSource instants = time::instant;
		return new SimulatorTime(instants.withZone(ZoneOffset.UTC),
				Schedulers.newSingle("autotask-simulator-timer", true));
	}

	/** The value, after a time. */
	<T> Mono<T> after(Duration delay, T value) {
		return delay.isZero() ? Mono.just(value) : Mono.delay(delay, this.timer).thenReturn(value);
	}

}
