package io.autotask.performance.monitor;

import java.util.concurrent.atomic.LongAdder;

import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallEvent.Outcome;

/**
 * How calls ended and how long they took, as their callers felt it. Thread-safe.
 */
final class CallFigures {

	private final LongAdder successes = new LongAdder();

	private final LongAdder failures = new LongAdder();

	private final LongAdder cancellations = new LongAdder();

	private final Latencies latencies = new Latencies();

	void record(CallEvent.Completed completed) {
		if (completed.outcome() == Outcome.CANCELLED) {
			this.cancellations.increment();
			return;
		}
		((completed.outcome() == Outcome.SUCCESS) ? this.successes : this.failures).increment();
		this.latencies.record(completed.took());
	}

	void addTo(CallFigures other) {
		other.successes.add(this.successes.sum());
		other.failures.add(this.failures.sum());
		other.cancellations.add(this.cancellations.sum());
		this.latencies.addTo(other.latencies);
	}

	void reset() {
		this.successes.reset();
		this.failures.reset();
		this.cancellations.reset();
		this.latencies.reset();
	}

	long completed() {
		return this.successes.sum() + this.failures.sum() + this.cancellations.sum();
	}

	CallFiguresSnapshot snapshot() {
		return new CallFiguresSnapshot(this.successes.sum(), this.failures.sum(), this.cancellations.sum(),
				this.latencies.snapshot());
	}

}
