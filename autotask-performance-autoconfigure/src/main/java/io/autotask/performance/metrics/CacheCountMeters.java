package io.autotask.performance.metrics;

import java.util.function.Supplier;

import io.autotask.performance.cache.CacheCounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;

/**
 * The standard meters {@code cache.*} of one of our caches, with the tags that Spring
 * Boot gives to those of others.
 */
final class CacheCountMeters extends CacheMeterBinder<Supplier<CacheCounts>> {

	private final Supplier<CacheCounts> counts;

	/**
	 * The meters.
	 * @param counts reads the cache; held as long as these meters are
	 */
	CacheCountMeters(String name, Supplier<CacheCounts> counts) {
		super(counts, name, Tags.of("name", name, "cache.manager", "autotask"));
		this.counts = counts;
	}

	@Override
	protected Long size() {
		return this.counts.get().size();
	}

	@Override
	protected long hitCount() {
		return this.counts.get().hits();
	}

	@Override
	protected Long missCount() {
		return this.counts.get().misses();
	}

	@Override
	protected Long evictionCount() {
		return this.counts.get().evictions();
	}

	@Override
	protected long putCount() {
		return this.counts.get().puts();
	}

	@Override
	protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
		// The standard ones are all there is.
	}

}
