package io.autotask.performance.monitor;

import java.time.Duration;

import io.autotask.performance.monitor.alert.AlertThresholds;

/**
 * What is measured.
 *
 * @param metricsInterval how often a sample is taken
 * @param maxSamples how many calls that ended are remembered
 * @param requestTracking whether calls that ended are remembered and told
 * @param thresholds what is allowed before there is an alert
 */
public record MonitorSettings(Duration metricsInterval, int maxSamples, boolean requestTracking,
		AlertThresholds thresholds) {

	/**
	 * What is measured when nothing is said.
	 * @return a sample every five seconds, the last 10,000 calls
	 */
	public static MonitorSettings defaults() {
		return new MonitorSettings(Duration.ofSeconds(5), 10_000, true, AlertThresholds.defaults());
	}

}
