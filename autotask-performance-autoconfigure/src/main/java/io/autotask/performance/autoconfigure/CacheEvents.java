package io.autotask.performance.autoconfigure;

import io.autotask.performance.cache.IntelligentCache;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what the cache tells as events of the application.
 */
final class CacheEvents implements InitializingBean {

	private final IntelligentCache cache;

	private final ApplicationEventPublisher events;

	CacheEvents(IntelligentCache cache, ApplicationEventPublisher events) {
		this.cache = cache;
		this.events = events;
	}

	@Override
	public void afterPropertiesSet() {
		this.cache.addListener(this.events::publishEvent);
	}

}
