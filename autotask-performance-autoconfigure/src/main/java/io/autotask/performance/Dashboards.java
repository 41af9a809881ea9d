package io.autotask.performance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import io.autotask.performance.PerformanceDashboard.Cache;
import io.autotask.performance.PerformanceDashboard.CacheStats;
import io.autotask.performance.PerformanceDashboard.EntityCache;
import io.autotask.performance.PerformanceDashboard.Metrics;
import io.autotask.performance.PerformanceDashboard.NotSent;
import io.autotask.performance.PerformanceDashboard.Optimization;
import io.autotask.performance.PerformanceDashboard.OptimizationMetrics;
import io.autotask.performance.PerformanceDashboard.Performance;
import io.autotask.performance.PerformanceDashboard.Recommendation;
import io.autotask.performance.PerformanceDashboard.SecondLevel;
import io.autotask.performance.PerformanceDashboard.Upstream;
import io.autotask.performance.cache.CacheSnapshot;
import io.autotask.performance.insight.InsightReport;
import io.autotask.performance.insight.Status;
import io.autotask.performance.monitor.CallFiguresSnapshot;
import io.autotask.performance.monitor.LatencySnapshot;
import io.autotask.performance.monitor.LedgerSnapshot;
import io.autotask.performance.monitor.MonitorSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Puts the snapshots of the parts into the words of the dashboard. Pure.
 */
final class Dashboards {

	private static final int MOST_RECOMMENDATIONS = 10;

	private static final double NANOS_PER_MILLI = 1_000_000;

	private Dashboards() {
	}

	static PerformanceDashboard of(Instant now, boolean enabled, @Nullable MonitorSnapshot monitor, CacheSnapshot cache,
			OptimizerFigures optimizer, long ownFailures, @Nullable InsightReport insights) {
		return new PerformanceDashboard(now, enabled,
				(monitor != null) ? performance(monitor, hitRate(cache.hits(), cache.misses()), ownFailures) : null,
				cache(cache),
				new Optimization((monitor != null) ? optimization(monitor) : null, optimizer.queues(),
						optimizer.patterns(), optimizer.rules()),
				optimizer.budget(), (insights != null) ? recommendations(insights) : null);
	}

	private static List<Recommendation> recommendations(InsightReport insights) {
		return insights.findings()
			.stream()
			.filter((insight) -> insight.status() == Status.OPEN)
			.limit(MOST_RECOMMENDATIONS)
			.map((insight) -> new Recommendation(insight.id(), insight.title(), insight.severity(), insight.gain()))
			.toList();
	}

	private static Performance performance(MonitorSnapshot monitor, @Nullable Double hitRate, long ownFailures) {
		LedgerSnapshot ledger = monitor.ledger();
		return new Performance(
				metrics(monitor, ledger.total(), monitor.calls(), hitRate, MonitorFigures.poolEfficiency(monitor)),
				metrics(monitor, monitor.recent().total(), monitor.recent(), monitor.recentHitRate(),
						monitor.recentPoolEfficiency()),
				upstream(monitor),
				new NotSent(ledger.refused(), ledger.cancelled(), ledger.circuitOpen(), ledger.failed()),
				ledger.waiting(),
				mapped(monitor.endpoints(), (operations) -> mapped(operations, MonitorFigures::endpoint)), ownFailures,
				monitor.served(), monitor.errors(), MonitorFigures.process(monitor),
				mapped(monitor.pools(), MonitorFigures::pool),
				monitor.timeline().stream().map(MonitorFigures::point).toList(),
				monitor.alerts().stream().map(MonitorFigures::alert).toList(),
				monitor.profiles().stream().map(MonitorFigures::profile).toList());
	}

	private static Metrics metrics(MonitorSnapshot monitor, long total, CallFiguresSnapshot calls,
			@Nullable Double hitRate, @Nullable Double poolEfficiency) {
		LatencySnapshot latency = calls.latency();
		return new Metrics(total, calls.successes(), calls.failures(), calls.cancellations(), latency.average(),
				latency.minimum(), latency.maximum(), MonitorFigures.percentiles(latency), monitor.throughput(),
				calls.errorRate(), monitor.process().heapUsed(), monitor.heapPeak(), monitor.process().cpuUsage(),
				MonitorFigures.connections(monitor), poolEfficiency, hitRate);
	}

	private static Upstream upstream(MonitorSnapshot monitor) {
		LatencySnapshot latency = monitor.upstream();
		return new Upstream(monitor.ledger().upstream(), monitor.ledger().retries(), monitor.ledger().background(),
				monitor.rejections(), monitor.bytesIn(), MonitorFigures.wireBytesIn(monitor), latency.average(),
				latency.minimum(), latency.maximum(), MonitorFigures.percentiles(latency));
	}

	private static OptimizationMetrics optimization(MonitorSnapshot monitor) {
		LedgerSnapshot ledger = monitor.ledger();
		return new OptimizationMetrics(ledger.total(), ledger.upstream(), ledger.saved(), ledger.savedByCache(),
				ledger.savedByDeduplication(), ledger.savedByBatching(), monitor.merged(), monitor.averageMerge(),
				ledger.savedByDeduplication(), monitor.bytesNotAsked(), millis(monitor.timeSaved()));
	}

	private static Cache cache(CacheSnapshot cache) {
		return new Cache(
				new CacheStats(cache.hits(), cache.misses(), hitRate(cache.hits(), cache.misses()), cache.entries(),
						cache.weight(), cache.maxSize(), 100.0 * cache.entries() / Math.max(1, cache.maxSize()),
						cache.evictions(), cache.invalidations(), millis(cache.averageAge())),
				mapped(cache.entities(),
						(entity) -> new EntityCache(entity.hits(), entity.misses(),
								hitRate(entity.hits(), entity.misses()), entity.missReasons())),
				secondLevel(cache.secondLevel()));
	}

	private static @Nullable SecondLevel secondLevel(CacheSnapshot.@Nullable Shared shared) {
		return (shared != null) ? new SecondLevel(shared.heard(), shared.recalled(), shared.kept(), shared.news())
				: null;
	}

	private static @Nullable Double hitRate(long hits, long misses) {
		return (hits + misses > 0) ? 100.0 * hits / (hits + misses) : null;
	}

	static double inMillis(Duration duration) {
		return duration.toNanos() / NANOS_PER_MILLI;
	}

	static @Nullable Double millis(@Nullable Duration duration) {
		return (duration != null) ? inMillis(duration) : null;
	}

	static <T, R> Map<String, R> mapped(Map<String, T> values, Function<T, R> function) {
		Map<String, R> mapped = new TreeMap<>();
		values.forEach((name, value) -> mapped.put(name, function.apply(value)));
		return mapped;
	}

}
