package io.autotask.performance.monitor;

import java.time.Duration;

import io.autotask.performance.monitor.alert.AlertThresholds;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param metricsInterval how often a sample is taken
 * @param maxSamples how many calls that ended are remembered
 * @param requestTracking whether calls that ended are remembered and told
 * @param thresholds what is allowed before there is an alert
 * @param leakInterval how often it is looked what lives in memory, or null for not at all
 * @param profiling whether operations of the application can be profiled
 * @param flightRecorder whether the flight recorder of the virtual machine may be used
 */
public record MonitorSettings(Duration metricsInterval, int maxSamples, boolean requestTracking,
		AlertThresholds thresholds, @Nullable Duration leakInterval, boolean profiling, boolean flightRecorder) {

	/**
	 * What is measured when nothing is said.
	 * @return a sample every five seconds, the last 10,000 calls, no flight recorder
	 */
	public static MonitorSettings defaults() {
		return new MonitorSettings(Duration.ofSeconds(5), 10_000, true, AlertThresholds.defaults(),
				Duration.ofMinutes(1), true, false);
	}

	/**
	 * The same with another interval.
	 * @param interval how often a sample is taken
	 * @return new settings
	 */
	public MonitorSettings withMetricsInterval(Duration interval) {
		return new MonitorSettings(interval, this.maxSamples, this.requestTracking, this.thresholds, this.leakInterval,
				this.profiling, this.flightRecorder);
	}

	/**
	 * The same with another number of calls.
	 * @param calls how many calls that ended are remembered, or zero for none
	 * @return new settings
	 */
	public MonitorSettings withRequests(int calls) {
		return new MonitorSettings(this.metricsInterval, calls, calls > 0, this.thresholds, this.leakInterval,
				this.profiling, this.flightRecorder);
	}

	/**
	 * The same with other profiling.
	 * @param profiling whether operations of the application can be profiled
	 * @param recorder whether the flight recorder of the virtual machine may be used
	 * @return new settings
	 */
	public MonitorSettings withProfiling(boolean profiling, boolean recorder) {
		return new MonitorSettings(this.metricsInterval, this.maxSamples, this.requestTracking, this.thresholds,
				this.leakInterval, profiling, recorder);
	}

}
