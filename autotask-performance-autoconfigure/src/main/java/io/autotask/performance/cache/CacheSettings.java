package io.autotask.performance.cache;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;

/**
 * How the cache works.
 *
 * @param enabled whether answers are kept at all
 * @param sharing whether the same read in flight is asked once for all callers
 * @param defaultTtl how long an answer stays fresh
 * @param maxSize how many answers are kept at most
 * @param maxWeight how many bytes they take at most
 * @param maxEntrySize a larger body is not kept, in bytes
 * @param compressAbove a larger body is kept compressed, in bytes
 * @param referenceDataTtl how long metadata and rows of reference entities stay fresh
 * @param negativeTtl how long the answer "no such row" stays fresh
 * @param staleWhileRevalidate how long after that an answer is still given, while it is
 * asked for again
 * @param staleIfError how long after that it is still given when the API cannot be asked
 * @param writeQuarantine how long nothing is kept after a write of unknown outcome
 * @param entities what differs for an entity, by its name in lower case
 */
public record CacheSettings(boolean enabled, boolean sharing, Duration defaultTtl, long maxSize, long maxWeight,
		long maxEntrySize, long compressAbove, Duration referenceDataTtl, Duration negativeTtl,
		Duration staleWhileRevalidate, Duration staleIfError, Duration writeQuarantine,
		Map<String, EntityCacheSettings> entities) {

	/** No body is so large that it is kept compressed. */
	public static final long NEVER = Long.MAX_VALUE;

	/** Entities that hold set-up, not work: they change a few times a year. */
	private static final Set<String> REFERENCE_ENTITIES = Set.of("actiontypes", "billingcodes", "classificationicons",
			"companycategories", "configurationitemcategories", "configurationitemtypes", "countries", "currencies",
			"departments", "documentcategories", "holidays", "holidaysets", "internallocations",
			"internallocationwithbusinesshours", "invoicetemplates", "knowledgebasecategories", "opportunitycategories",
			"organizationallevel1s", "organizationallevel2s", "paymentterms", "quotetemplates", "roles",
			"shippingtypes", "skills", "taxcategories", "taxregions", "taxes", "ticketcategories",
			"userdefinedfielddefinitions", "userdefinedfieldlistitems", "worktypemodifiers");

	public CacheSettings {
		entities = entities.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap((entry) -> entry.getKey().toLowerCase(Locale.ROOT),
					Map.Entry::getValue));
	}

	/**
	 * The settings of an application that sets nothing.
	 * @return the defaults
	 */
	public static CacheSettings defaults() {
		return new CacheSettings(true, true, Duration.ofMinutes(5), 10_000, 64L << 20, 4L << 20, NEVER,
				Duration.ofHours(1), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMinutes(10),
				Duration.ofSeconds(30), Map.of());
	}

	/**
	 * The same settings of a cache that keeps answers only to share them with who asks
	 * shortly after, and never gives old ones.
	 * @param window how long
	 * @return new settings
	 */
	public CacheSettings sharedFor(Duration window) {
		Duration negative = (this.negativeTtl.compareTo(window) < 0) ? this.negativeTtl : window;
		return new CacheSettings(true, this.sharing, window, this.maxSize, this.maxWeight, this.maxEntrySize,
				this.compressAbove, window, negative, Duration.ZERO, Duration.ZERO, this.writeQuarantine, Map.of());
	}

	/**
	 * Whether answers about an entity are kept.
	 * @param entity the entity in any case
	 * @return true unless the cache, or this entity in it, is switched off
	 */
	public boolean keeps(String entity) {
		EntityCacheSettings settings = of(entity);
		return this.enabled && (settings == null || settings.enabled());
	}

	/**
	 * How long an answer stays fresh.
	 * @param entity the entity in any case
	 * @param operation the operation
	 * @return the time to live; zero when it is not to be kept
	 */
	public Duration ttl(String entity, Operation operation) {
		EntityCacheSettings settings = of(entity);
		if (settings != null && settings.ttl() != null && settings.sharedOnly()) {
			return settings.ttl();
		}
		if (operation == Operation.METADATA) {
			return this.referenceDataTtl;
		}
		if (settings != null && settings.ttl() != null) {
			return settings.ttl();
		}
		return isReferenceData(entity) ? this.referenceDataTtl : this.defaultTtl;
	}

	/**
	 * How long after its time is up an answer is still given while it is asked for again.
	 * Set-up hardly changes, so nobody has to wait for it as long as it is in use.
	 * @param entity the entity in any case
	 * @param operation the operation
	 * @return zero when it is not given then
	 */
	Duration grace(String entity, Operation operation) {
		if (isSharedOnly(entity)) {
			return Duration.ZERO;
		}
		boolean setUp = operation == Operation.METADATA || isReferenceData(entity);
		boolean longer = setUp && !this.staleWhileRevalidate.isZero()
				&& this.referenceDataTtl.compareTo(this.staleWhileRevalidate) > 0;
		return longer ? this.referenceDataTtl : this.staleWhileRevalidate;
	}

	/**
	 * How long after its time is up an answer is still given when the API cannot be
	 * asked.
	 * @param entity the entity in any case
	 * @return zero when it is not given then
	 */
	Duration staleIfError(String entity) {
		return isSharedOnly(entity) ? Duration.ZERO : this.staleIfError;
	}

	private boolean isSharedOnly(String entity) {
		EntityCacheSettings settings = of(entity);
		return settings != null && settings.sharedOnly();
	}

	/** Whether an entity holds set-up, not work. */
	static boolean isReferenceData(String entity) {
		return REFERENCE_ENTITIES.contains(entity.toLowerCase(Locale.ROOT));
	}

	private @Nullable EntityCacheSettings of(String entity) {
		return this.entities.isEmpty() ? null : this.entities.get(entity.toLowerCase(Locale.ROOT));
	}

	/**
	 * What differs for one entity.
	 *
	 * @param enabled whether its answers are kept
	 * @param ttl how long they stay fresh, or null for the default
	 * @param sharedOnly whether they are kept only to be shared with who asks shortly
	 * after, and never given when they are old
	 */
	public record EntityCacheSettings(boolean enabled, @Nullable Duration ttl, boolean sharedOnly) {

		/**
		 * Settings of an entity whose answers are kept, or not.
		 * @param enabled whether its answers are kept
		 * @param ttl how long they stay fresh, or null for the default
		 */
		public EntityCacheSettings(boolean enabled, @Nullable Duration ttl) {
			this(enabled, ttl, false);
		}

	}

}
