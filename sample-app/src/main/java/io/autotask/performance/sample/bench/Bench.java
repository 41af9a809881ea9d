package io.autotask.performance.sample.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.autotask.performance.benchmark.BenchmarkConfig;
import io.autotask.performance.benchmark.BenchmarkProfiles;

/**
 * What a build can run.
 */
enum Bench {

	/**
	 * What each change has to pass: counts, which are the same on every machine, and
	 * times with room.
	 */
	CI(1, List.of()) {

		@Override
		BenchmarkConfig.Builder config() {
			return BenchmarkConfig.named("ci")
				.rate(40)
				.duration(Duration.ofSeconds(15))
				.targetEntities("tickets", "companies", "contacts")
				.operations(Map.of("get", 58, "search", 25, "list", 10, "count", 5, "update", 2))
				.rows(100)
				.compare(true)
				.thresholds("requestsSaved > 50%", "errorRate < 0.1%", "staleReads <= 0", "rejections <= 0",
						"hitRate[reads=repeated] > 80%", "p50[class=hit] < 20ms");
		}

	},

	/**
	 * A high load, half an hour from 10 to 50 calls per second. It reads page after page
	 * and writes, so it needs more requests than an hour has.
	 */
	HIGH_LOAD(6, List.of("--sample.simulator.requests-per-hour=100000")) {

		@Override
		BenchmarkConfig.Builder config() {
			return BenchmarkProfiles.highLoad().thresholds("errorRate < 0.1%", "staleReads <= 0", "rejections <= 0");
		}

	},

	/**
	 * An hour of what a large company asks, in minutes: the clock of the process runs
	 * faster. The simulator fails now and then.
	 */
	ENTERPRISE_TARGETS(2, List.of("--sample.simulator.tickets=100000", "--sample.simulator.faults.unavailable=0.001",
			"--autotask.performance.cache.default-ttl=1h", "--autotask.performance.cache.max-size=20000",
			"--autotask.performance.cache.max-weight=256MB", "--autotask.performance.cache.warming.enabled=false")) {

		@Override
		BenchmarkConfig.Builder config() {
			return BenchmarkProfiles.enterpriseTargets();
		}

	};

	private final int acceleration;

	private final List<String> properties;

	Bench(int acceleration, List<String> properties) {
		this.acceleration = acceleration;
		this.properties = properties;
	}

	/** How much faster the clock runs. */
	int acceleration() {
		return this.acceleration;
	}

	/** How the sample is set. */
	List<String> properties() {
		return this.properties;
	}

	abstract BenchmarkConfig.Builder config();

	String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static Bench of(String word) {
		return Arrays.stream(values())
			.filter((bench) -> bench.word().equals(word))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no benchmark, allowed are "
					+ Arrays.stream(values()).map(Bench::word).toList()));
	}

}
