package io.autotask.performance.autoconfigure;

import java.util.Map;

import io.autotask.performance.cache.CacheCounts;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.monitor.Gauges;
import io.autotask.performance.monitor.Gauges.BudgetLevel;
import io.autotask.performance.monitor.Gauges.HitCount;
import io.autotask.performance.monitor.Gauges.QueueLevel;
import io.autotask.performance.monitor.PerformanceMonitor;
import io.autotask.performance.optimizer.budget.BudgetSnapshot;
import io.autotask.performance.optimizer.dispatch.DispatchStage;
import io.autotask.performance.optimizer.dispatch.QueueSnapshot;
import io.autotask.performance.optimizer.resilience.Circuits;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of what the monitor does beside counting: samples over time, and
 * events of the application.
 */
@AutoConfiguration(after = AutotaskPerformanceAutoConfiguration.class)
@ConditionalOnBean(PerformanceMonitor.class)
public final class AutotaskMonitorAutoConfiguration {

	@Bean
	MonitorLifecycle autotaskMonitorLifecycle(PerformanceMonitor monitor, AutotaskPerformanceProperties properties) {
		return new MonitorLifecycle(monitor, properties.enabled() && properties.monitor().enabled());
	}

	@Bean
	MonitorEvents autotaskMonitorEvents(PerformanceMonitor monitor, ApplicationContext context) {
		return new MonitorEvents(monitor, context);
	}

	@Bean
	InitializingBean autotaskMonitorGauges(PerformanceMonitor monitor, IntelligentCache cache, DispatchStage dispatch,
			Circuits circuits) {
		return () -> monitor.connect(Gauges.none().withCache(() -> {
			CacheCounts counts = cache.counts();
			return new HitCount(counts.hits(), counts.misses());
		})
			.withQueue(
					() -> new QueueLevel(dispatch.snapshot().values().stream().mapToLong(QueueSnapshot::waiting).sum(),
							dispatch.settings().maxQueue()))
			.withBudget(() -> budget(dispatch.budgets().snapshot()))
			.withOpenCircuits(circuits::open)
			.withMemory(() -> Map.of("cache", cache.heldBytes(), "queue", dispatch.heldBytes())));
	}

	/** Of several tenants the one that has used most. */
	private static @Nullable BudgetLevel budget(BudgetSnapshot budget) {
		BudgetSnapshot.Scope first = budget.scopes().isEmpty() ? null : budget.scopes().get(0);
		Integer limit = (first != null) ? first.limit() : null;
		return (first != null && limit != null) ? new BudgetLevel(first.used(), limit) : null;
	}

}
