package io.autotask.performance.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.autotask.performance.call.Entities;
import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * Caches of the application's own values, one for each entity, by its name in lower case,
 * and {@code reference-data}. A write of an entity that passes the request path empties
 * the entity's cache, one of an entity that is set-up empties {@code reference-data} too,
 * and both keep values that were loaded before out. Thread-safe.
 */
public final class AutotaskCacheManager implements CacheManager {

	/** The cache for values that are made of set-up and not of work. */
	public static final String REFERENCE_DATA = "reference-data";

	private static final int MAX_CACHES = 1_000;

	private final IntelligentCache cache;

	private final boolean anyName;

	private final Map<String, EntityCache> caches = new ConcurrentHashMap<>();

	private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

	/**
	 * A manager.
	 * @param cache whose invalidations its caches follow
	 */
	public AutotaskCacheManager(IntelligentCache cache) {
		this(cache, false);
	}

	/**
	 * A manager.
	 * @param cache whose invalidations its caches follow
	 * @param anyName whether there is a cache for any other name too, which no write
	 * empties
	 */
	public AutotaskCacheManager(IntelligentCache cache, boolean anyName) {
		this.cache = cache;
		this.anyName = anyName;
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
		boolean ours = entity || name.equals(REFERENCE_DATA);
		if (!ours && (!this.anyName || this.caches.size() >= MAX_CACHES)) {
			return null;
		}
		EntityCache created = new EntityCache(name, tag(name), this.cache, ttl(name));
		EntityCache there = this.caches.putIfAbsent(name, created);
		if (there == null) {
			this.listeners.forEach((listener) -> listener.accept(name));
		}
		return (there != null) ? there : created;
	}

	/**
	 * Tells which caches there are: those that are in use, and each one when it is first
	 * used.
	 * @param listener told the name, once for each cache, on the thread that uses it
	 */
	public void whenUsed(Consumer<String> listener) {
		this.listeners.add(listener);
		getCacheNames().forEach(listener);
	}

	/**
	 * A cache in few numbers.
	 * @param name its name
	 * @return counts since it was first used; of a cache that was not used, zeros
	 */
	public CacheCounts counts(String name) {
		EntityCache cache = this.caches.get(name);
		return (cache != null) ? cache.counts() : new CacheCounts(0, 0, 0, 0, 0);
	}

	private static Tag tag(String name) {
		return name.equals(REFERENCE_DATA) ? Tag.referenceData() : Tag.anything(name);
	}

	private Duration ttl(String name) {
		return name.equals(REFERENCE_DATA) ? this.cache.settings().referenceDataTtl()
				: this.cache.settings().ttl(name, Operation.OTHER);
	}

	/**
	 * The caches that were used so far.
	 */
	@Override
	public Collection<String> getCacheNames() {
		return List.copyOf(new TreeMap<>(this.caches).keySet());
	}

	private void invalidated(Collection<Tag> tags) {
		boolean all = tags.isEmpty() || tags.stream().anyMatch((tag) -> tag.is(Tag.Kind.EVERYTHING));
		this.caches.values().stream().filter((cache) -> all || tags.contains(cache.tag())).forEach(EntityCache::empty);
	}

}
