package io.autotask.performance.autoconfigure;

import java.time.Duration;

import io.autotask.performance.monitor.MonitorSettings;

/**
 * Checks the properties of what is measured and makes settings of them.
 */
final class MonitorMapper {

	private static final String PREFIX = "autotask.performance.monitor.";

	private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

	private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

	private static final int MOST_SAMPLES = 1_000_000;

	private final MonitorProperties properties;

	MonitorMapper(MonitorProperties properties) {
		this.properties = properties;
	}

	MonitorSettings settings() {
		return new MonitorSettings(interval(), samples(), this.properties.requestTracking().enabled());
	}

	private Duration interval() {
		Duration interval = this.properties.metricsInterval();
		if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
			throw new InvalidSettingException(PREFIX + "metrics-interval", interval, "it must be from 100ms to 1h",
					"Set it to a duration such as 5s.");
		}
		return interval;
	}

	private int samples() {
		int samples = this.properties.maxSamples();
		if (samples < 1 || samples > MOST_SAMPLES) {
			throw new InvalidSettingException(PREFIX + "max-samples", samples, "it must be from 1 to " + MOST_SAMPLES,
					"Set it to a number such as 10000, or set '" + PREFIX + "request-tracking.enabled' to 'false'.");
		}
		return samples;
	}

}
