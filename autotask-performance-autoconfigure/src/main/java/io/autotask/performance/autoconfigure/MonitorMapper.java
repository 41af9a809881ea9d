package io.autotask.performance.autoconfigure;

import java.time.Duration;

import io.autotask.performance.monitor.MonitorSettings;
import io.autotask.performance.monitor.alert.AlertThresholds;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

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
		return new MonitorSettings(interval(), samples(), this.properties.requestTracking().enabled(), thresholds(),
				leakInterval(), this.properties.profiling().enabled(), this.properties.flightRecorder().enabled());
	}

	private @Nullable Duration leakInterval() {
		MonitorProperties.MemoryLeakDetection detection = this.properties.memoryLeakDetection();
		Duration interval = detection.interval();
		if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
			throw new InvalidSettingException(PREFIX + "memory-leak-detection.interval", interval,
					"it must be from 100ms to 1h", "Set it to a duration such as 1m.");
		}
		return detection.enabled() ? interval : null;
	}

	private AlertThresholds thresholds() {
		MonitorProperties.Thresholds thresholds = this.properties.thresholds();
		Duration response = thresholds.maxResponseTime();
		if (response.isNegative() || response.isZero()) {
			throw new InvalidSettingException(PREFIX + "thresholds.max-response-time", response,
					"it must be longer than 0", "Set it to a duration such as 2s.");
		}
		Double throughput = thresholds.minThroughput();
		if (throughput != null && (throughput < 0 || throughput.isNaN())) {
			throw new InvalidSettingException(PREFIX + "thresholds.min-throughput", throughput, "it must be 0 or more",
					"Set it to calls per second such as 0.5, or remove it.");
		}
		return new AlertThresholds(response, percent("max-error-rate", thresholds.maxErrorRate()),
				percent("max-cpu-usage", thresholds.maxCpuUsage()), throughput,
				percent("min-pool-efficiency", thresholds.minPoolEfficiency()), memory());
	}

	private long memory() {
		DataSize memory = this.properties.memoryWarningThreshold();
		if (memory.toBytes() <= 0) {
			throw new InvalidSettingException(PREFIX + "memory-warning-threshold", memory, "it must be more than 0",
					"Set it to a size such as 512MB.");
		}
		return memory.toBytes();
	}

	private static double percent(String threshold, double percent) {
		if (percent < 0 || percent > 100 || Double.isNaN(percent)) {
			throw new InvalidSettingException(PREFIX + "thresholds." + threshold, percent,
					"it must be from 0 to 100 percent", "Set it to a number such as 80.");
		}
		return percent;
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
