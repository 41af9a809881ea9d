package io.autotask.performance.monitor;

import java.time.Duration;

/**
 * What is measured.
 *
 * @param metricsInterval how often a sample is taken
 * @param maxSamples how many calls that ended are remembered
 * @param requestTracking whether calls that ended are remembered and told
 */
public record MonitorSettings(Duration metricsInterval, int maxSamples, boolean requestTracking) {

	/**
	 * What is measured when nothing is said.
	 * @return a sample every five seconds, the last 10,000 calls
	 */
	public static MonitorSettings defaults() {
		return new MonitorSettings(Duration.ofSeconds(5), 10_000, true);
	}

}
