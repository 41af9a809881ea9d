package io.autotask.performance.autoconfigure;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.cache.AutotaskCacheInvalidate;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.cache.InvalidateInterceptor;
import io.autotask.performance.client.AutotaskClient;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;

/**
 * Auto-configuration of what the application sees of the cache: the annotation that
 * invalidates, events, and reading ahead.
 */
@AutoConfiguration(after = { AutotaskPerformanceAutoConfiguration.class, AutotaskClientAutoConfiguration.class })
@ConditionalOnBean(IntelligentCache.class)
public final class AutotaskCacheAutoConfiguration {

	/** Outside of transactions: what is not committed yet must not be read again. */
	private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1000;

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	@ConditionalOnMissingBean(name = "autotaskCacheInvalidateAdvisor")
	static Advisor autotaskCacheInvalidateAdvisor(ObjectProvider<IntelligentCache> cache) {
		DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(
				new AnnotationMatchingPointcut(null, AutotaskCacheInvalidate.class, true),
				new InvalidateInterceptor(cache::getObject));
		advisor.setOrder(ORDER);
		return advisor;
	}

	@Bean
	CacheEvents autotaskCacheEvents(IntelligentCache cache, ApplicationEventPublisher events) {
		return new CacheEvents(cache, events);
	}

	@Bean
	WarmingStart autotaskWarmingStart(IntelligentCache cache, SettingsMapper settings,
			AutotaskPerformanceProperties properties, AutotaskPerformance performance,
			ObjectProvider<AutotaskClient> client) {
		AutotaskPerformanceProperties.Cache.Warming warming = properties.cache().warming();
		AutotaskClient reader = client.getIfAvailable();
		if (reader != null) {
			cache.warmer().connect(new ClientWarming(reader, performance::isEnabled), settings.warmingInterval());
		}
		settings.warmupStrategies().forEach(cache::addWarmupStrategy);
		return new WarmingStart(cache.warmer(), properties.enabled() && warming.enabled());
	}

}
