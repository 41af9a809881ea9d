package io.autotask.performance.optimizer.resilience;

import java.time.Duration;

/**
 * Whether a request that failed is sent again, how often, and how long to pause before.
 *
 * @param enabled whether anything is sent again
 * @param maxAttempts how often a request is sent at most, at least 1
 * @param backoff the pause before the second attempt; doubled each time
 * @param maxBackoff the longest pause
 * @param maxRetryAfter the longest pause that the API may ask for
 * @param budget how many of all calls may be sent again, in percent, when many fail
 */
public record RetrySettings(boolean enabled, int maxAttempts, Duration backoff, Duration maxBackoff,
		Duration maxRetryAfter, int budget) {

	/**
	 * The settings of an application that sets nothing.
	 * @return 3 attempts, 200 milliseconds to 5 seconds apart, or as the API asks for it
	 * up to 60 seconds; 10 percent of all calls
	 */
	public static RetrySettings defaults() {
		return new RetrySettings(true, 3, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(60), 10);
	}

}
