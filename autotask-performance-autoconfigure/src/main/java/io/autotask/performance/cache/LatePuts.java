package io.autotask.performance.cache;

import java.time.Duration;
import java.util.Collection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Keeps values that were loaded before a write from being put after it. Who loads asks
 * for a key, loads, and puts, and does not say which load a value belongs to. So a miss
 * notes the versions, the oldest miss of a key counts until a value is put, and a value
 * is only taken when nothing was written since that miss. Who puts without asking before
 * is taken at its word while no write is recent.
 */
final class LatePuts {

	/** Longer than any load that may have begun before a write. */
	private static final Duration RECENT = Duration.ofMinutes(2);

	private final IntelligentCache cache;

	private final Cache<Object, Versions> misses;

	private volatile @Nullable Long emptiedAt;

	LatePuts(IntelligentCache cache) {
		this.cache = cache;
		this.misses = Caffeine.newBuilder().maximumSize(cache.settings().maxSize()).expireAfterWrite(RECENT).build();
	}

	void missed(Object key, Collection<Tag> tags) {
		this.misses.asMap().putIfAbsent(key, this.cache.versions().capture(tags));
	}

	/**
	 * Puts a value, if it is not late.
	 */
	void put(Object key, Collection<Tag> tags, Runnable put) {
		Versions missed = this.misses.asMap().remove(key);
		if (missed != null) {
			this.cache.versions().ifCurrent(missed, put);
			return;
		}
		this.cache.versions().ifCurrent(this.cache.versions().capture(tags), () -> {
			if (!wasEmptiedRecently()) {
				put.run();
			}
		});
	}

	/**
	 * Something was written. Called under the monitor of the version table.
	 */
	void emptied() {
		this.emptiedAt = this.cache.time().nanos();
	}

	private boolean wasEmptiedRecently() {
		Long emptied = this.emptiedAt;
		return emptied != null && this.cache.time().nanos() - emptied < RECENT.toNanos();
	}

}
