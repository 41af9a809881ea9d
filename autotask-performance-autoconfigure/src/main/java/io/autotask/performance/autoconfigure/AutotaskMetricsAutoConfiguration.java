package io.autotask.performance.autoconfigure;

import io.autotask.performance.cache.AutotaskCacheManager;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.metrics.AutotaskCacheMeters;
import io.autotask.performance.metrics.AutotaskMeters;
import io.autotask.performance.monitor.PerformanceMonitor;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters, which Spring Boot binds to the application's
 * registry.
 */
@AutoConfiguration(after = { AutotaskPerformanceAutoConfiguration.class, AutotaskCacheManagerAutoConfiguration.class })
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(PerformanceMonitor.class)
@ConditionalOnBooleanProperty(name = "autotask.performance.enabled", matchIfMissing = true)
public final class AutotaskMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "autotask.performance.monitor.enabled", matchIfMissing = true)
	AutotaskMeters autotaskMeters(PerformanceMonitor monitor) {
		return new AutotaskMeters(monitor);
	}

	@Bean
	@ConditionalOnMissingBean
	AutotaskCacheMeters autotaskCacheMeters(IntelligentCache cache,
			@Qualifier("autotaskCacheManager") ObjectProvider<AutotaskCacheManager> values) {
		return new AutotaskCacheMeters(cache, values.getIfAvailable());
	}

}
