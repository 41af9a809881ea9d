package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;

/**
 * What happens after the API turned a request away because too many ran at once.
 *
 * @param repeated whether the request is sent again; it did not run
 * @param first how long the endpoint is left alone after the first rejection; doubled
 * each time
 * @param longest the longest pause
 * @param longestAsked the longest pause that the API may ask for
 */
public record PauseSettings(boolean repeated, Duration first, Duration longest, Duration longestAsked) {

	/**
	 * The settings of an application that sets nothing.
	 * @return sent again after 25 milliseconds to 5 seconds, at most 60 seconds when the
	 * API asks for it
	 */
	public static PauseSettings defaults() {
		return new PauseSettings(true, Duration.ofMillis(25), Duration.ofSeconds(5), Duration.ofSeconds(60));
	}

}
