package io.autotask.performance.autoconfigure;

import io.autotask.performance.cache.AutotaskCacheManager;
import io.autotask.performance.cache.IntelligentCache;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Auto-configuration of the cache manager that an application names in
 * {@code @Cacheable(cacheManager = "autotaskCacheManager")}. It is no candidate for
 * injection by type, so an application's own manager, or Boot's, stays what it was,
 * unless {@code autotask.performance.cache.default-cache-manager=true} makes it the
 * application's default: then it has a cache for any name.
 */
@AutoConfiguration(after = AutotaskPerformanceAutoConfiguration.class, before = CacheAutoConfiguration.class)
@ConditionalOnClass(CacheManager.class)
public final class AutotaskCacheManagerAutoConfiguration {

	private static final String NAME = "autotaskCacheManager";

	private static final String DEFAULT = "autotask.performance.cache.default-cache-manager";

	/** With the starter on: caches that follow the writes on the request path. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "autotask.performance.enabled", matchIfMissing = true)
	static class On {

		@Bean(name = NAME, defaultCandidate = false)
		@ConditionalOnMissingBean(name = NAME)
		@ConditionalOnBooleanProperty(name = DEFAULT, havingValue = false, matchIfMissing = true)
		AutotaskCacheManager autotaskCacheManager(IntelligentCache cache) {
			return new AutotaskCacheManager(cache);
		}

		@Primary
		@Bean(name = NAME)
		@ConditionalOnMissingBean(name = NAME)
		@ConditionalOnBooleanProperty(name = DEFAULT)
		AutotaskCacheManager autotaskDefaultCacheManager(IntelligentCache cache) {
			return new AutotaskCacheManager(cache, true);
		}

	}

	/** With the starter off nobody sees the writes, so nothing may be kept. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "autotask.performance.enabled", havingValue = false)
	static class Off {

		@Bean(name = NAME, defaultCandidate = false)
		@ConditionalOnMissingBean(name = NAME)
		@ConditionalOnBooleanProperty(name = DEFAULT, havingValue = false, matchIfMissing = true)
		NoOpCacheManager autotaskCacheManager() {
			return new NoOpCacheManager();
		}

		@Primary
		@Bean(name = NAME)
		@ConditionalOnMissingBean(name = NAME)
		@ConditionalOnBooleanProperty(name = DEFAULT)
		NoOpCacheManager autotaskDefaultCacheManager() {
			return new NoOpCacheManager();
		}

	}

}
