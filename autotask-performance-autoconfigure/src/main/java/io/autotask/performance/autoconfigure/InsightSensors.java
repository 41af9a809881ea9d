package io.autotask.performance.autoconfigure;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.autotask.performance.cache.CacheSettings;
import io.autotask.performance.cache.CacheSnapshot;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.insight.observe.CacheFigures;
import io.autotask.performance.insight.observe.Level;
import io.autotask.performance.insight.observe.PoolFigures;
import io.autotask.performance.insight.observe.Sensors;
import io.autotask.performance.insight.replay.CallRecorder;
import io.autotask.performance.insight.replay.Kind;
import io.autotask.performance.insight.replay.ReplaySettings;
import io.autotask.performance.monitor.PerformanceMonitor;
import io.autotask.performance.monitor.pool.PoolSnapshot;
import io.autotask.performance.optimizer.RequestOptimizer;
import io.autotask.performance.optimizer.dispatch.DispatchSettings;
import org.jspecify.annotations.Nullable;

/**
 * Puts the snapshots of the parts into the words of insights.
 */
final class InsightSensors implements Sensors {

	private final IntelligentCache cache;

	private final CallRecorder recorder;

	private final PerformanceMonitor monitor;

	private final RequestOptimizer optimizer;

	private final TimeSource time;

	private final CacheSettings cacheSettings;

	private final DispatchSettings dispatch;

	InsightSensors(IntelligentCache cache, CallRecorder recorder, PerformanceMonitor monitor,
			RequestOptimizer optimizer, TimeSource time, CacheSettings cacheSettings, DispatchSettings dispatch) {
		this.optimizer = optimizer;
		this.cache = cache;
		this.recorder = recorder;
		this.monitor = monitor;
		this.time = time;
		this.cacheSettings = cacheSettings;
		this.dispatch = dispatch;
	}

	@Override
	public Level level() {
		CacheSnapshot snapshot = this.cache.snapshot();
		MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
		return new Level(this.time.nanos(), this.time.instant(),
				new Level.CacheLevel(snapshot.entries(), snapshot.weight(), snapshot.maxSize(), snapshot.maxWeight(),
						snapshot.evictions()),
				heap.getUsed(), (heap.getMax() > 0) ? heap.getMax() : null, this.recorder.sent(), budget());
	}

	/** Of the tenant that has used most of it. */
	private Level.@Nullable BudgetLevel budget() {
		return this.optimizer.budget()
			.scopes()
			.stream()
			.filter((scope) -> scope.limit() != null)
			.findFirst()
			.map((scope) -> new Level.BudgetLevel(Objects.requireNonNull(scope.limit()), scope.used(),
					(scope.usedByOthers() != null) ? scope.usedByOthers().longValue() : null))
			.orElse(null);
	}

	@Override
	public Map<String, CacheFigures> cache() {
		Map<String, CacheFigures> figures = new TreeMap<>();
		this.cache.snapshot()
			.entities()
			.forEach((entity, hits) -> figures.put(entity,
					new CacheFigures(hits.hits(), hits.misses(), hits.missReasons())));
		return figures;
	}

	@Override
	public @Nullable PoolFigures pools() {
		Collection<PoolSnapshot> pools = this.monitor.snapshot().pools().values();
		long uses = pools.stream().mapToLong(PoolSnapshot::uses).sum();
		if (uses == 0) {
			return null;
		}
		double waited = pools.stream()
			.mapToDouble((pool) -> (pool.acquireTime() != null) ? pool.acquireTime() * pool.uses() : 0)
			.sum();
		return new PoolFigures(pools.stream().mapToLong(PoolSnapshot::active).sum(),
				pools.stream().mapToLong(PoolSnapshot::idle).sum(),
				pools.stream().mapToLong(PoolSnapshot::pending).sum(), uses, waited / uses);
	}

	@Override
	public ReplaySettings settings() {
		return new ReplaySettings(this.cacheSettings.enabled(), this.cacheSettings.sharing(),
				this.cacheSettings.maxSize(), this.optimizer.readsPerQuery(),
				Objects.requireNonNullElse(this.dispatch.batching().maxWait(), Duration.ZERO),
				this.dispatch.maxPerEndpoint(), new Times(), Map.of());
	}

	/** What counts now, also when it was set at run time. */
	private final class Times implements ReplaySettings.Times {

		@Override
		public Duration ttl(Kind kind) {
			return InsightSensors.this.cache.ttl(kind.entity(), kind.operation());
		}

		@Override
		public Duration grace(Kind kind) {
			return InsightSensors.this.cache.grace(kind.entity(), kind.operation());
		}

		@Override
		public Duration oldest(Kind kind, Duration ttl) {
			return InsightSensors.this.cache.oldest(kind.entity(), kind.operation(), ttl);
		}

	}

}
