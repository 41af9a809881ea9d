package io.autotask.performance.monitor;

import org.jspecify.annotations.Nullable;

/**
 * A sample of the timeline was taken.
 *
 * @param sample what happened since the one before
 */
public record MetricsEvent(TimelineSample sample) implements MonitorEvent {

	/**
	 * How long calls took on average.
	 * @return milliseconds, or null when none ended
	 */
	public @Nullable Double averageResponseTime() {
		return this.sample.calls().latency().average();
	}

	/**
	 * Calls per second.
	 * @return the rate, or null when no time passed
	 */
	public @Nullable Double throughput() {
		return this.sample.throughput();
	}

	/**
	 * How many of the calls that were answered failed.
	 * @return percent from 0 to 100, or null when there was none
	 */
	public @Nullable Double errorRate() {
		return this.sample.calls().errorRate();
	}

}
