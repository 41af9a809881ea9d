package io.autotask.performance.cache;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.autotask.performance.call.Entities;
import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * Caches of the application's own values, one for each entity, by its name in lower case,
 * and {@code reference-data}. A write of an entity that passes the request path empties
 * the entity's cache, and keeps values that were loaded before it out. Thread-safe.
 */
public final class AutotaskCacheManager implements CacheManager {

	/** The cache for values that are made of set-up and not of work. */
	public static final String REFERENCE_DATA = "reference-data";

	private final IntelligentCache cache;

	private final Map<String, EntityCache> caches = new ConcurrentHashMap<>();

	/**
	 * A manager.
	 * @param cache whose invalidations its caches follow
	 */
	public AutotaskCacheManager(IntelligentCache cache) {
		this.cache = cache;
		cache.follow(this::invalidated);
	}

	/**
	 * A cache.
	 * @param name an entity in lower case, or {@code reference-data}
	 * @return the cache, or null when there is no such entity
	 */
	@Override
	public @Nullable Cache getCache(String name) {
		EntityCache known = this.caches.get(name);
		if (known != null) {
			return known;
		}
		boolean entity = name.equals(name.toLowerCase(Locale.ROOT)) && Entities.known().isKnown(name);
		if (!entity && !name.equals(REFERENCE_DATA)) {
			return null;
		}
		return this.caches.computeIfAbsent(name, (key) -> new EntityCache(key, this.cache,
				entity ? this.cache.settings().ttl(key, Operation.OTHER) : this.cache.settings().referenceDataTtl()));
	}

	/**
	 * The caches that were used so far.
	 */
	@Override
	public Collection<String> getCacheNames() {
		return List.copyOf(new TreeMap<>(this.caches).keySet());
	}

	private void invalidated(Collection<Tag> tags) {
		if (tags.isEmpty()) {
			this.caches.values().forEach(EntityCache::empty);
		}
		for (Tag tag : tags) {
			EntityCache affected = (tag.origin() == null) ? this.caches.get(tag.scope()) : null;
			if (affected != null) {
				affected.empty();
			}
		}
	}

}
