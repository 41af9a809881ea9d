package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;

import io.autotask.performance.optimizer.budget.BudgetSettings;

/**
 * How many requests may be on the wire, how many may wait, and which of them leave
 * together.
 *
 * @param maxPerEndpoint requests in flight for one endpoint, at least 1
 * @param maxTotal requests in flight for all of them, at least 1
 * @param maxQueue calls that may wait, for all endpoints together
 * @param maxWait how long a call may wait
 * @param pauses how long an endpoint is left alone after a rejection
 * @param batching which reads leave together
 * @param budget how many requests an hour has
 */
public record DispatchSettings(int maxPerEndpoint, int maxTotal, int maxQueue, Duration maxWait, PauseSettings pauses,
		BatchSettings batching, BudgetSettings budget) {

	/**
	 * Settings with defaults for what is not given.
	 * @param maxPerEndpoint requests in flight for one endpoint, at least 1
	 * @param maxTotal requests in flight for all of them, at least 1
	 * @param maxQueue calls that may wait, for all endpoints together
	 * @param maxWait how long a call may wait
	 */
	public DispatchSettings(int maxPerEndpoint, int maxTotal, int maxQueue, Duration maxWait) {
		this(maxPerEndpoint, maxTotal, maxQueue, maxWait, PauseSettings.defaults(), BatchSettings.defaults(),
				BudgetSettings.defaults());
	}

	/**
	 * The settings of an application that sets nothing.
	 * @return 3 per endpoint, 20 in total, 1000 waiting for at most 30 seconds
	 */
	public static DispatchSettings defaults() {
		return new DispatchSettings(3, 20, 1_000, Duration.ofSeconds(30));
	}

	/**
	 * The same settings with no limit to what may be sent: nothing ever waits.
	 * @return the settings of an application that switched the optimisation off
	 */
	public DispatchSettings unlimited() {
		return new DispatchSettings(Integer.MAX_VALUE, Integer.MAX_VALUE, this.maxQueue, this.maxWait, this.pauses,
				BatchSettings.none(), this.budget.unlimited());
	}

	/**
	 * The same settings with other reads leaving together.
	 * @param batching which
	 * @return new settings
	 */
	public DispatchSettings withBatching(BatchSettings batching) {
		return new DispatchSettings(this.maxPerEndpoint, this.maxTotal, this.maxQueue, this.maxWait, this.pauses,
				batching, this.budget);
	}

	/**
	 * The same settings with another hour.
	 * @param budget how many requests it has
	 * @return new settings
	 */
	public DispatchSettings withBudget(BudgetSettings budget) {
		return new DispatchSettings(this.maxPerEndpoint, this.maxTotal, this.maxQueue, this.maxWait, this.pauses,
				this.batching, budget);
	}

	boolean isUnlimited() {
		return this.maxPerEndpoint == Integer.MAX_VALUE;
	}

}
