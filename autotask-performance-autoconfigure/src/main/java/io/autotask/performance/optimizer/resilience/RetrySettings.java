package io.autotask.performance.optimizer.resilience;

import java.time.Duration;

/**
 * Whether a request is sent again, and how long to pause before.
 *
 * @param enabled whether anything is sent again
 * @param backoff the pause before the first repetition; doubled each time
 * @param maxBackoff the longest pause
 * @param maxRetryAfter the longest pause that the API may ask for
 * @param maxWait how long a call may be repeated in all
 */
public record RetrySettings(boolean enabled, Duration backoff, Duration maxBackoff, Duration maxRetryAfter,
		Duration maxWait) {

	/**
	 * The settings of an application that sets nothing.
	 * @return 200 milliseconds to 5 seconds, at most 60 seconds when the API asks for it,
	 * for at most 30 seconds in all
	 */
	public static RetrySettings defaults() {
		return new RetrySettings(true, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(60),
				Duration.ofSeconds(30));
	}

}
