package io.autotask.performance.autoconfigure;

import io.autotask.performance.cache.CacheWarmer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Starts warming when the application is ready, which it never delays, and stops it when
 * it ends.
 */
final class WarmingStart implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

	private final CacheWarmer warmer;

	private final boolean enabled;

	WarmingStart(CacheWarmer warmer, boolean enabled) {
		this.warmer = warmer;
		this.enabled = enabled;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (this.enabled) {
			this.warmer.start();
		}
	}

	@Override
	public void destroy() {
		this.warmer.stop();
	}

}
