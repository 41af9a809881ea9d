package io.autotask.performance.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.autotask.performance.benchmark.BenchmarkRefusedException;
import io.autotask.performance.benchmark.BenchmarkSettings;
import io.autotask.performance.benchmark.Threshold;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of benchmarks. They hold values only: {@link #settings()} checks them.
 *
 * @param enabled Whether there are benchmarks.
 * @param allowWrites Whether benchmarks may create, change and delete rows.
 * @param allowRemoteTarget Whether benchmarks may go to an API that is not on this
 * machine.
 * @param maxRequests Calls of one benchmark.
 * @param maxDuration Time of one benchmark.
 * @param baselineDirectory Where baselines are, beside the code.
 * @param thresholds Comma-separated list of what every benchmark has to meet, such as p95
 * &lt; 400ms.
 * @param recordedRequests How many of the latest calls of the application are remembered,
 * to be played again. 0 remembers none.
 */
@ConfigurationProperties("autotask.performance.benchmark")
public record BenchmarkProperties(@DefaultValue("true") boolean enabled, @DefaultValue("false") boolean allowWrites,
		@DefaultValue("false") boolean allowRemoteTarget, @DefaultValue("10000") int maxRequests,
		@DefaultValue("5m") Duration maxDuration, @DefaultValue("benchmarks") String baselineDirectory,
		@DefaultValue List<String> thresholds, @DefaultValue("10000") int recordedRequests) {

	private static final String PREFIX = "autotask.performance.benchmark.";

	private static final int MOST_RECORDED = 1_000_000;

	/**
	 * What the properties mean.
	 */
	BenchmarkSettings settings() {
		if (this.maxRequests < 1 || this.maxRequests > BenchmarkSettings.MOST_REQUESTS) {
			throw new InvalidSettingException(PREFIX + "max-requests", this.maxRequests,
					"it must be from 1 to " + BenchmarkSettings.MOST_REQUESTS, "Set it to a number such as 10000.");
		}
		if (this.maxDuration.isNegative() || this.maxDuration.isZero()
				|| this.maxDuration.compareTo(Duration.ofDays(7)) > 0) {
			throw new InvalidSettingException(PREFIX + "max-duration", this.maxDuration,
					"it must be longer than 0 and 7d at most", "Set it to a duration such as 5m.");
		}
		for (String threshold : this.thresholds) {
			try {
				Threshold.parse(threshold);
			}
			catch (BenchmarkRefusedException ex) {
				throw new InvalidSettingException(PREFIX + "thresholds", threshold,
						"it says nothing that can be measured: " + ex.getMessage(),
						"Set it to a list such as 'p95 < 400ms, errorRate < 1%'.");
			}
		}
		return new BenchmarkSettings(this.allowWrites, this.allowRemoteTarget, this.maxRequests, this.maxDuration,
				directory(), this.thresholds);
	}

	int recorded() {
		if (this.recordedRequests < 0 || this.recordedRequests > MOST_RECORDED) {
			throw new InvalidSettingException(PREFIX + "recorded-requests", this.recordedRequests,
					"it must be from 0 to " + MOST_RECORDED, "Set it to a number such as 10000, or to 0.");
		}
		return this.recordedRequests;
	}

	private Path directory() {
		try {
			return Path.of(this.baselineDirectory);
		}
		catch (InvalidPathException ex) {
			throw new InvalidSettingException(PREFIX + "baseline-directory", this.baselineDirectory,
					"it is no path: " + ex.getReason(), "Set it to a directory such as benchmarks.");
		}
	}

}
