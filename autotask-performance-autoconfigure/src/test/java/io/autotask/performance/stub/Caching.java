package io.autotask.performance.stub;

import java.time.Duration;
import java.util.Map;

import io.autotask.performance.cache.CacheSettings;
import io.autotask.performance.cache.CacheSettings.EntityCacheSettings;

/** Settings of the cache, of which a test says what it wants to be other than usual. */
public final class Caching {

	private boolean enabled = true;

	private boolean sharing = true;

	private Duration ttl = CacheSettings.defaults().defaultTtl();

	private long maxSize = CacheSettings.defaults().maxSize();

	private long maxWeight = CacheSettings.defaults().maxWeight();

	private long maxEntrySize = CacheSettings.defaults().maxEntrySize();

	private long compressAbove = CacheSettings.NEVER;

	private Duration staleWhileRevalidate = Duration.ZERO;

	private Duration staleIfError = Duration.ZERO;

	private Duration writeQuarantine = CacheSettings.defaults().writeQuarantine();

	private Map<String, EntityCacheSettings> entities = Map.of();

	public static Caching usual() {
		return new Caching();
	}

	public Caching off() {
		this.enabled = false;
		return this;
	}

	public Caching withoutSharing() {
		this.sharing = false;
		return this;
	}

	public Caching ttl(Duration ttl) {
		this.ttl = ttl;
		return this;
	}

	public Caching bounds(long maxSize, long maxWeight) {
		this.maxSize = maxSize;
		this.maxWeight = maxWeight;
		return this;
	}

	public Caching maxEntrySize(long bytes) {
		this.maxEntrySize = bytes;
		return this;
	}

	public Caching compressAbove(long bytes) {
		this.compressAbove = bytes;
		return this;
	}

	public Caching stale(Duration whileRevalidate, Duration ifError) {
		this.staleWhileRevalidate = whileRevalidate;
		this.staleIfError = ifError;
		return this;
	}

	public Caching writeQuarantine(Duration writeQuarantine) {
		this.writeQuarantine = writeQuarantine;
		return this;
	}

	public Caching entities(Map<String, EntityCacheSettings> entities) {
		this.entities = entities;
		return this;
	}

	public CacheSettings settings() {
		CacheSettings usual = CacheSettings.defaults();
		return new CacheSettings(this.enabled, this.sharing, this.ttl, this.maxSize, this.maxWeight, this.maxEntrySize,
				this.compressAbove, usual.referenceDataTtl(), usual.negativeTtl(), this.staleWhileRevalidate,
				this.staleIfError, this.writeQuarantine, this.entities);
	}

}
