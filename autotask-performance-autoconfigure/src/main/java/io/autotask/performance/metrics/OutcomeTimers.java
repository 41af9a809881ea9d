package io.autotask.performance.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.monitor.CallMeter;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * One timer for each outcome, registered when it first occurs. Thread-safe: registering
 * the same timer twice answers the same one.
 */
final class OutcomeTimers implements CallMeter {

	private final AtomicReferenceArray<@Nullable Timer> timers = new AtomicReferenceArray<>(Outcome.values().length);

	private final Function<Outcome, Timer> register;

	OutcomeTimers(Function<Outcome, Timer> register) {
		this.register = register;
	}

	@Override
	public void record(Outcome outcome, long nanos) {
		Timer timer = this.timers.get(outcome.ordinal());
		((timer != null) ? timer : create(outcome)).record(nanos, TimeUnit.NANOSECONDS);
	}

	private Timer create(Outcome outcome) {
		Timer timer = this.register.apply(outcome);
		this.timers.set(outcome.ordinal(), timer);
		return timer;
	}

}
