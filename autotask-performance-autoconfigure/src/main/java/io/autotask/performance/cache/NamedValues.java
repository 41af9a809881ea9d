package io.autotask.performance.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import org.jspecify.annotations.Nullable;

/**
 * Values that the application keeps under names of its own, such as
 * {@code companies:list:active}. The first word says what entity a value is made of: it
 * goes with a write of that entity, and with patterns that match its name. Bounded by
 * number. Values get in and out as in {@link EntityCache}, under the monitor of the
 * version table.
 */
final class NamedValues {

	private final IntelligentCache cache;

	private final Cache<String, Value> values;

	private final Map<String, Set<String>> byEntity = new ConcurrentHashMap<>();

	/** One for each entity that was ever written to, so bounded by their number. */
	private final Map<String, LatePuts> latePuts = new ConcurrentHashMap<>();

	NamedValues(IntelligentCache cache) {
		this.cache = cache;
		this.values = Caffeine.newBuilder()
			.maximumSize(cache.settings().maxSize())
			.removalListener(this::removed)
			.executor(Runnable::run)
			.build();
	}

	@Nullable Object get(String key) {
		String name = key.toLowerCase(Locale.ROOT);
		Value value = this.values.getIfPresent(name);
		if (value != null && this.cache.time().nanos() - value.putAt() < value.ttl()) {
			return value.object();
		}
		String entity = entity(name);
		latePuts(entity).missed(name, tags(entity));
		return null;
	}

	void put(String key, Object object, Duration ttl) {
		String name = key.toLowerCase(Locale.ROOT);
		String entity = entity(name);
		latePuts(entity).put(name, tags(entity), () -> {
			this.byEntity.compute(entity, (ignored, names) -> {
				Set<String> all = (names != null) ? names : ConcurrentHashMap.newKeySet();
				all.add(name);
				return all;
			});
			this.values.put(name, new Value(object, this.cache.time().nanos(), ttl.toNanos()));
		});
	}

	/**
	 * Called under the monitor of the version table.
	 */
	void invalidated(Collection<Tag> tags) {
		boolean all = tags.stream().anyMatch((tag) -> tag.is(Tag.Kind.EVERYTHING));
		this.latePuts.forEach((entity, puts) -> {
			if (all || tags.contains(tag(entity))) {
				puts.emptied();
				this.values.invalidateAll(names(entity));
			}
		});
	}

	private static List<Tag> tags(String entity) {
		return List.of(tag(entity), Tag.everything(null));
	}

	private static Tag tag(String entity) {
		return entity.equals(AutotaskCacheManager.REFERENCE_DATA) ? Tag.referenceData() : Tag.anything(entity);
	}

	/**
	 * Called under the monitor of the version table.
	 */
	void drop(NamePattern pattern) {
		this.byEntity.forEach((entity, names) -> {
			if (pattern.entity() == null || pattern.entity().equals(entity)) {
				this.values.invalidateAll(names.stream().filter(pattern::matches).toList());
			}
		});
	}

	/**
	 * Called under the monitor of the version table.
	 */
	void clear() {
		this.values.invalidateAll();
	}

	private Set<String> names(String entity) {
		return Set.copyOf(this.byEntity.getOrDefault(entity, Set.of()));
	}

	private LatePuts latePuts(String entity) {
		return this.latePuts.computeIfAbsent(entity, (ignored) -> new LatePuts(this.cache));
	}

	private void removed(@Nullable String name, @Nullable Value value, RemovalCause cause) {
		if (name != null && cause != RemovalCause.REPLACED) {
			this.byEntity.computeIfPresent(entity(name), (ignored, names) -> {
				names.remove(name);
				return names.isEmpty() ? null : names;
			});
		}
	}

	private static String entity(String name) {
		String entity = EntityWords.known().entity(name.replaceFirst(":.*$", ""));
		// What no write is made of needs no account of its own.
		return EntityWords.known().entities().contains(entity) ? entity : "";
	}

	private record Value(Object object, long putAt, long ttl) {

	}

}
