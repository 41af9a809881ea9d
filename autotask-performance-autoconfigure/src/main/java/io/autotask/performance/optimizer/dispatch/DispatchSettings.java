package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;

/**
 * How many requests may be on the wire, and how many may wait.
 *
 * @param maxPerEndpoint requests in flight for one endpoint, at least 1
 * @param maxTotal requests in flight for all of them, at least 1
 * @param maxQueue calls that may wait, for all endpoints together
 * @param maxWait how long a call may wait
 */
public record DispatchSettings(int maxPerEndpoint, int maxTotal, int maxQueue, Duration maxWait) {

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
		return new DispatchSettings(Integer.MAX_VALUE, Integer.MAX_VALUE, this.maxQueue, this.maxWait);
	}

}
