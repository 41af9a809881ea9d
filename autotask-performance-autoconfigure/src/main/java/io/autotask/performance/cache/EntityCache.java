package io.autotask.performance.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.AbstractValueAdaptingCache;

/**
 * The application's own values about one entity, such as results of {@code @Cacheable}
 * methods, blocking or reactive.
 */
final class EntityCache extends AbstractValueAdaptingCache {

	private final String name;

	private final Tag tag;

	private final IntelligentCache cache;

	private final AsyncCache<Object, Object> values;

	private final LatePuts latePuts;

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	private final LongAdder puts = new LongAdder();

	/**
	 * A cache.
	 * @param tag what its values depend on
	 */
	EntityCache(String name, Tag tag, IntelligentCache cache, Duration ttl) {
		super(true);
		this.name = name;
		this.tag = tag;
		this.cache = cache;
		long maxSize = cache.settings().maxSize();
		this.values = Caffeine.newBuilder().maximumSize(maxSize).expireAfterWrite(ttl).recordStats().buildAsync();
		this.latePuts = new LatePuts(cache);
	}

	Tag tag() {
		return this.tag;
	}

	/**
	 * Counted here, because what is loaded at most once is no look-up to Caffeine.
	 */
	CacheCounts counts() {
		return new CacheCounts(this.hits.sum(), this.misses.sum(), this.puts.sum(),
				this.values.synchronous().stats().evictionCount(), this.values.synchronous().estimatedSize());
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
		this.cache.settle();
		Object value = this.values.synchronous().getIfPresent(key);
		if (value == null) {
			noteMiss(key);
		}
		else {
			this.hits.increment();
		}
		return value;
	}

	@Override
	public @Nullable CompletableFuture<?> retrieve(Object key) {
		this.cache.settle();
		CompletableFuture<Object> value = this.values.getIfPresent(key);
		if (value == null) {
			noteMiss(key);
			return null;
		}
		this.hits.increment();
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
		this.latePuts.put(key, tags(), () -> {
			this.values.synchronous().put(key, stored);
			this.puts.increment();
		});
	}

	@Override
	public void evict(Object key) {
		this.values.synchronous().invalidate(key);
	}

	@Override
	public void clear() {
		this.cache.versions().raise(List.of(this.tag), () -> this.values.synchronous().invalidateAll());
	}

	/**
	 * Something of the entity was written. Called under the monitor of the version table.
	 */
	void empty() {
		this.latePuts.emptied();
		this.values.synchronous().invalidateAll();
	}

	/**
	 * Loads a value once for all who ask meanwhile. The loader runs outside of any lock,
	 * because it may well come back to this cache, or wait for a write.
	 */
	private <T> CompletableFuture<Object> load(Object key, Supplier<CompletableFuture<T>> loader) {
		this.cache.settle();
		Versions before = now();
		CompletableFuture<Object> loaded = new CompletableFuture<>();
		if (isCurrent(before)) {
			CompletableFuture<Object> other = this.values.asMap().putIfAbsent(key, loaded);
			if (other != null) {
				this.hits.increment();
				return other;
			}
		}
		this.misses.increment();
		started(loader).whenComplete((value, failure) -> {
			if (failure != null) {
				loaded.completeExceptionally(failure);
				return;
			}
			if (!isCurrent(before)) {
				// A write overtook the load: who waits may have it, who comes later not.
				this.values.asMap().remove(key, loaded);
			}
			else {
				this.puts.increment();
			}
			loaded.complete(toStoreValue(value));
		});
		return loaded;
	}

	/** Whatever the loader throws: who waits for it must not wait for ever. */
	private static <T> CompletableFuture<T> started(Supplier<CompletableFuture<T>> loader) {
		try {
			CompletableFuture<T> loading = loader.get();
			return (loading != null) ? loading
					: CompletableFuture.failedFuture(new IllegalStateException("The loader returned no future"));
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static <T> CompletableFuture<T> called(Callable<T> loader) {
		try {
			return CompletableFuture.completedFuture(loader.call());
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private boolean isCurrent(Versions before) {
		return this.cache.versions().ifCurrent(before, () -> {
		});
	}

	private void noteMiss(Object key) {
		this.misses.increment();
		this.latePuts.missed(key, tags());
	}

	private Versions now() {
		return this.cache.versions().capture(tags());
	}

	private List<Tag> tags() {
		return List.of(this.tag, Tag.everything(null));
	}

	@SuppressWarnings("unchecked")
	private <T> @Nullable T fromStored(@Nullable Object stored) {
		return (T) fromStoreValue(stored);
	}

}
