package io.autotask.performance.metrics;

import io.autotask.performance.cache.AutotaskCacheManager;
import io.autotask.performance.cache.IntelligentCache;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * The standard meters {@code cache.*} of the answers in memory, under the name
 * {@code answers}, and of the application's own values, each cache from its first use on.
 */
public final class AutotaskCacheMeters implements MeterBinder {

	private final IntelligentCache cache;

	private final @Nullable AutotaskCacheManager values;

	/**
	 * The meters.
	 * @param cache the answers
	 * @param values the application's own values, or null when there are none
	 */
	public AutotaskCacheMeters(IntelligentCache cache, @Nullable AutotaskCacheManager values) {
		this.cache = cache;
		this.values = values;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		new CacheCountMeters("answers", this.cache::counts).bindTo(registry);
		AutotaskCacheManager caches = this.values;
		if (caches != null) {
			caches.whenUsed((name) -> new CacheCountMeters(name, () -> caches.counts(name)).bindTo(registry));
		}
	}

}
