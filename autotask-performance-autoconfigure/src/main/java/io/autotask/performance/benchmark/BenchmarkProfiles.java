package io.autotask.performance.benchmark;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.autotask.performance.benchmark.load.LoadPattern;

/**
 * Benchmarks that have a name, so that a request need not say much.
 */
public final class BenchmarkProfiles {

	private BenchmarkProfiles() {
	}

	/**
	 * What is run when nothing is said: 20 calls per second for 15 seconds, reads.
	 * @return a builder
	 */
	public static BenchmarkConfig.Builder any() {
		return BenchmarkConfig.named("quick");
	}

	/**
	 * All of them.
	 * @return builders by name; each call makes a new one
	 */
	public static Map<String, Supplier<BenchmarkConfig.Builder>> all() {
		return new TreeMap<>(Map.of("quick", BenchmarkProfiles::any, "read-mostly", BenchmarkProfiles::readMostly,
				"high-load", BenchmarkProfiles::highLoad, "enterprise-targets", BenchmarkProfiles::enterpriseTargets));
	}

	private static BenchmarkConfig.Builder readMostly() {
		return BenchmarkConfig.named("read-mostly")
			.rate(40)
			.duration(Duration.ofMinutes(1))
			.users(20)
			.operations(Map.of("get", 60, "search", 25, "list", 10, "count", 5));
	}

	/**
	 * A high load: half an hour that grows from 10 to 50 calls per second, and writes
	 * too.
	 * @return a builder
	 */
	public static BenchmarkConfig.Builder highLoad() {
		return BenchmarkConfig.named("high-load")
			.targetEntities("companies", "tickets", "contacts", "projects")
			.operations(Map.of("list", 40, "get", 30, "search", 20, "create", 7, "update", 3))
			.pattern(LoadPattern.RAMP_UP)
			.rate(10)
			.peakRate(50)
			.duration(Duration.ofMinutes(30));
	}

	/**
	 * The targets of a large company, and the stricter one behind them: an hour of 100
	 * calls per second, of which Autotask may see one in 36. In the middle the load is
	 * ten times as high for ten seconds, which adds 2.5 % to the calls, and so to what
	 * each request has to serve: 36.9 instead of 36.
	 * @return a builder
	 */
	public static BenchmarkConfig.Builder enterpriseTargets() {
		return BenchmarkConfig.named("enterprise-targets")
			.targetEntities("tickets", "contacts", "companies", "configurationitems")
			.operations(Map.of("get", 45, "search", 54.5, "update", 0.5))
			// Of these, 2,000 rows of each entity are asked for by id and 100 queries
			// made.
			.rows(2_500)
			.zipf(1)
			.queries(125, 25, 0)
			.dataVariation(0.8)
			.pattern(LoadPattern.SPIKE)
			.rate(100)
			.peakRate(1_000)
			.spike(Duration.ofSeconds(10))
			.duration(Duration.ofHours(1))
			.poisson(true)
			.users(60)
			.thresholds("requestsPerSecond > 100", "p95 < 500ms", "p95[load=peak] < 500ms", "peakHeap < 1GB",
					"hitRate[reads=repeated] > 80%", "errorRate < 1%", "availability >= 99.9%", "users >= 50",
					"rowsInPlay >= 10000", "records >= 1000000", "staleReads <= 0", "rejections <= 0",
					"amplification >= 36.9");
	}

}
