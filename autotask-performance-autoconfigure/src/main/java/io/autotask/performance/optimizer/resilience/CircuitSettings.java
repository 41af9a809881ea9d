package io.autotask.performance.optimizer.resilience;

import java.time.Duration;

/**
 * When the API is left alone.
 *
 * @param enabled whether it ever is
 * @param failureRate which share of calls must have failed, or been slow, in percent
 * @param slowCall how long a call may take before it is slow
 * @param window how many of the last calls are looked at
 * @param open how long the API is left alone
 */
public record CircuitSettings(boolean enabled, int failureRate, Duration slowCall, int window, Duration open) {

	/**
	 * The settings of an application that sets nothing.
	 * @return half of the last 50 calls, slow from 30 seconds on; 10 seconds
	 */
	public static CircuitSettings defaults() {
		return new CircuitSettings(true, 50, Duration.ofSeconds(30), 50, Duration.ofSeconds(10));
	}

}
