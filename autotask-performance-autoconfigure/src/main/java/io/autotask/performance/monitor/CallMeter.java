package io.autotask.performance.monitor;

import io.autotask.performance.call.CallEvent.Outcome;

/**
 * Is told each call of one kind, on the thread that makes it. Thread-safe and quick.
 */
@FunctionalInterface
public interface CallMeter {

	/**
	 * A call ended.
	 * @param outcome how
	 * @param nanos how long it took
	 */
	void record(Outcome outcome, long nanos);

	/**
	 * Both this one and another.
	 * @param other the other one
	 * @return tells both
	 */
	default CallMeter and(CallMeter other) {
		return (outcome, nanos) -> {
			record(outcome, nanos);
			other.record(outcome, nanos);
		};
	}

}
