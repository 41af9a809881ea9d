package io.autotask.performance.sample.simulator;

import java.time.Duration;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The switches of what goes wrong. They may be moved at any time and hold from the next
 * request on. Safe for use by several threads.
 */
public final class SimulatorFaults {

	private volatile FaultSettings current;

	SimulatorFaults(FaultSettings initial) {
		this.current = initial;
	}

	/** What goes wrong now. */
	public FaultSettings current() {
		return this.current;
	}

	public synchronized void set(FaultSettings faults) {
		this.current = faults;
	}

	/** Lets everything go well. */
	public void clear() {
		set(FaultSettings.none());
	}

	/** Sets the share of requests that get a 502 or 503. */
	public SimulatorFaults unavailable(double share) {
		return change((faults) -> faults.withUnavailable(share));
	}

	/** Sets the share of requests that get a 500. */
	public SimulatorFaults errors(double share) {
		return change((faults) -> faults.withErrors(share));
	}

	/** Sets whether every request gets a 401. */
	public SimulatorFaults unauthorised(boolean value) {
		return change((faults) -> faults.withUnauthorised(value));
	}

	/** Sets the share of requests that take longer, and how much. */
	public SimulatorFaults slow(double share, Duration delay) {
		return change((faults) -> faults.withSlow(share, delay));
	}

	/** Sets the share of requests that are never answered. */
	public SimulatorFaults hang(double share) {
		return change((faults) -> faults.withHang(share));
	}

	/** Sets the share of answers that are cut off. */
	public SimulatorFaults resetConnections(double share) {
		return change((faults) -> faults.withResetConnections(share));
	}

	/** Sets the share of updates that are acknowledged and then set back. */
	public SimulatorFaults revertedWrites(double share) {
		return change((faults) -> faults.withRevertedWrites(share));
	}

	/** Sets whether rows of queries lack their long texts. */
	public SimulatorFaults sparseQueries(boolean value) {
		return change((faults) -> faults.withSparseQueries(value));
	}

	/** Sets what rejections say about when to come again, or that they say nothing. */
	public SimulatorFaults retryAfter(@Nullable Duration value) {
		return change((faults) -> faults.withRetryAfter(value));
	}

	/** Sets whether rejections have a status of 500. */
	public SimulatorFaults rejectionsAs500(boolean value) {
		return change((faults) -> faults.withRejectionsAs500(value));
	}

	/** Sets whether the tenant has moved to another zone. */
	public SimulatorFaults zoneMigration(boolean value) {
		return change((faults) -> faults.withZoneMigration(value));
	}

	private synchronized SimulatorFaults change(UnaryOperator<FaultSettings> change) {
		this.current = change.apply(this.current);
		return this;
	}

}
