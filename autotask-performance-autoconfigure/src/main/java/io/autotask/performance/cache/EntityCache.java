package io.autotask.performance.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.AbstractValueAdaptingCache;

/**
 * The application's own values about one entity, such as results of {@code @Cacheable}
 * methods, blocking or reactive.
 * <p>
 * A value that was loaded before a write must not be put after it. Spring asks for a key,
 * loads, and puts, and does not say which load a value belongs to. So a miss notes the
 * versions, the oldest miss of a key counts until a value is put, and a value is only
 * taken when nothing was written since that miss. Who puts without asking before is taken
 * at its word while no write is recent.
 */
final class EntityCache extends AbstractValueAdaptingCache {

	/** Longer than any load that may have begun before a write. */
	private static final Duration RECENT = Duration.ofMinutes(2);

	private final String name;

	private final IntelligentCache cache;

	private final AsyncCache<Object, Object> values;

	private final Cache<Object, Versions> misses;

	private @Nullable Long emptiedAt;

	EntityCache(String name, IntelligentCache cache, Duration ttl) {
		super(true);
		this.name = name;
		this.cache = cache;
		long maxSize = cache.settings().maxSize();
		this.values = Caffeine.newBuilder().maximumSize(maxSize).expireAfterWrite(ttl).recordStats().buildAsync();
		this.misses = Caffeine.newBuilder().maximumSize(maxSize).expireAfterWrite(RECENT).build();
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Object getNativeCache() {
		return this.values.synchronous();
	}

	@Override
	protected @Nullable Object lookup(Object key) {
		Object value = this.values.synchronous().getIfPresent(key);
		if (value == null) {
			noteMiss(key);
		}
		return value;
	}

	@Override
	public @Nullable CompletableFuture<?> retrieve(Object key) {
		CompletableFuture<Object> value = this.values.getIfPresent(key);
		if (value == null) {
			noteMiss(key);
			return null;
		}
		return value.thenApply(this::toValueWrapper);
	}

	@Override
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
		return load(key, loader).thenApply(this::fromStored);
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> loader) {
		try {
			return fromStored(load(key, () -> called(loader)).join());
		}
		catch (CompletionException ex) {
			throw new ValueRetrievalException(key, loader, (ex.getCause() != null) ? ex.getCause() : ex);
		}
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		Object stored = toStoreValue(value);
		Versions missed = this.misses.asMap().remove(key);
		if (missed != null) {
			this.cache.versions().ifCurrent(missed, () -> this.values.synchronous().put(key, stored));
			return;
		}
		this.cache.versions().ifCurrent(now(), () -> {
			if (!wasEmptiedRecently()) {
				this.values.synchronous().put(key, stored);
			}
		});
	}

	@Override
	public void evict(Object key) {
		this.values.synchronous().invalidate(key);
	}

	@Override
	public void clear() {
		this.values.synchronous().invalidateAll();
	}

	/**
	 * Something of the entity was written. Called under the monitor of the version table.
	 */
	void empty() {
		this.emptiedAt = this.cache.time().nanos();
		this.values.synchronous().invalidateAll();
	}

	/**
	 * Loads a value once for all who ask meanwhile. The loader runs outside of any lock,
	 * because it may well come back to this cache, or wait for a write.
	 */
	private <T> CompletableFuture<Object> load(Object key, Supplier<CompletableFuture<T>> loader) {
		Versions before = now();
		CompletableFuture<Object> loaded = new CompletableFuture<>();
		if (isCurrent(before)) {
			CompletableFuture<Object> other = this.values.asMap().putIfAbsent(key, loaded);
			if (other != null) {
				return other;
			}
		}
		started(loader).whenComplete((value, failure) -> {
			if (failure != null) {
				loaded.completeExceptionally(failure);
				return;
			}
			if (!isCurrent(before)) {
				// A write overtook the load: who waits may have it, who comes later not.
				this.values.asMap().remove(key, loaded);
			}
			loaded.complete(toStoreValue(value));
		});
		return loaded;
	}

	private static <T> CompletableFuture<T> started(Supplier<CompletableFuture<T>> loader) {
		try {
			return loader.get();
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static <T> CompletableFuture<T> called(Callable<T> loader) {
		try {
			return CompletableFuture.completedFuture(loader.call());
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private boolean isCurrent(Versions before) {
		return this.cache.versions().ifCurrent(before, () -> {
		});
	}

	private void noteMiss(Object key) {
		this.misses.asMap().putIfAbsent(key, now());
	}

	private Versions now() {
		return this.cache.versions().capture(List.of(Tag.anything(this.name)));
	}

	private boolean wasEmptiedRecently() {
		return this.emptiedAt != null && this.cache.time().nanos() - this.emptiedAt < RECENT.toNanos();
	}

	@SuppressWarnings("unchecked")
	private <T> @Nullable T fromStored(@Nullable Object stored) {
		return (T) fromStoreValue(stored);
	}

}
