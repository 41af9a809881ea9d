package io.autotask.performance.sample.simulator;

import java.time.Duration;
import java.util.function.Consumer;

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
		return change((faults) -> faults.unavailable = share);
	}

	/** Sets the share of requests that get a 500. */
	public SimulatorFaults errors(double share) {
		return change((faults) -> faults.errors = share);
	}

	/** Sets whether every request gets a 401. */
	public SimulatorFaults unauthorised(boolean value) {
		return change((faults) -> faults.unauthorised = value);
	}

	/** Sets the share of requests that take longer, and how much. */
	public SimulatorFaults slow(double share, Duration delay) {
		return change((faults) -> {
			faults.slow = share;
			faults.slowDelay = delay;
		});
	}

	/** Sets the share of requests that are never answered. */
	public SimulatorFaults hang(double share) {
		return change((faults) -> faults.hang = share);
	}

	/** Sets the share of answers that are cut off. */
	public SimulatorFaults resetConnections(double share) {
		return change((faults) -> faults.resetConnections = share);
	}

	/** Sets the share of updates that are acknowledged and then set back. */
	public SimulatorFaults revertedWrites(double share) {
		return change((faults) -> faults.revertedWrites = share);
	}

	/** Sets whether rows of queries lack their long texts. */
	public SimulatorFaults sparseQueries(boolean value) {
		return change((faults) -> faults.sparseQueries = value);
	}

	/** Sets what rejections say about when to come again, or that they say nothing. */
	public SimulatorFaults retryAfter(@Nullable Duration value) {
		return change((faults) -> faults.retryAfter = value);
	}

	/** Sets whether rejections have a status of 500. */
	public SimulatorFaults rejectionsAs500(boolean value) {
		return change((faults) -> faults.rejectionsAs500 = value);
	}

	/** Sets whether the tenant has moved to another zone. */
	public SimulatorFaults zoneMigration(boolean value) {
		return change((faults) -> faults.zoneMigration = value);
	}

	private synchronized SimulatorFaults change(Consumer<Parts> change) {
		Parts parts = new Parts(this.current);
		change.accept(parts);
		this.current = parts.settings();
		return this;
	}

	/** The same values while one of them is changed. */
	private static final class Parts {

		private double unavailable;

		private double errors;

		private boolean unauthorised;

		private double slow;

		private Duration slowDelay;

		private double hang;

		private double resetConnections;

		private double revertedWrites;

		private boolean sparseQueries;

		private @Nullable Duration retryAfter;

		private boolean rejectionsAs500;

		private boolean zoneMigration;

		private Parts(FaultSettings from) {
			this.unavailable = from.unavailable();
			this.errors = from.errors();
			this.unauthorised = from.unauthorised();
			this.slow = from.slow();
			this.slowDelay = from.slowDelay();
			this.hang = from.hang();
			this.resetConnections = from.resetConnections();
			this.revertedWrites = from.revertedWrites();
			this.sparseQueries = from.sparseQueries();
			this.retryAfter = from.retryAfter();
			this.rejectionsAs500 = from.rejectionsAs500();
			this.zoneMigration = from.zoneMigration();
		}

		private FaultSettings settings() {
			return new FaultSettings(this.unavailable, this.errors, this.unauthorised, this.slow, this.slowDelay,
					this.hang, this.resetConnections, this.revertedWrites, this.sparseQueries, this.retryAfter,
					this.rejectionsAs500, this.zoneMigration);
		}

	}

}
