package io.autotask.performance.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.autotask.performance.autoconfigure.AutotaskPerformanceProperties.Cache.SecondLevel;
import io.autotask.performance.cache.CacheSettings;
import io.autotask.performance.cache.CacheSettings.EntityCacheSettings;
import io.autotask.performance.cache.InvalidationRule;
import io.autotask.performance.cache.InvalidationRule.Condition;
import io.autotask.performance.cache.SharedMemory;
import io.autotask.performance.cache.Sharing;
import io.autotask.performance.cache.WarmupQuery;
import io.autotask.performance.cache.WarmupStrategy;
import io.autotask.performance.call.Origin;
import io.autotask.performance.client.ApiCredentials;
import io.autotask.performance.optimizer.budget.BudgetSettings;
import io.autotask.performance.optimizer.dispatch.BatchSettings;
import io.autotask.performance.optimizer.dispatch.DispatchSettings;
import io.autotask.performance.optimizer.dispatch.PauseSettings;
import io.autotask.performance.optimizer.resilience.CircuitSettings;
import io.autotask.performance.optimizer.resilience.RetrySettings;
import io.autotask.performance.path.AutotaskOrigins;
import io.autotask.performance.path.CompressionSettings;
import io.autotask.performance.path.DigestKey;
import io.autotask.performance.path.PathSettings;
import io.autotask.performance.query.Filters;
import io.autotask.performance.query.UnreadableQueryException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * Checks the properties and makes the settings of them that the parts work with.
 */
final class SettingsMapper {

	private static final String PREFIX = "autotask.performance.";

	private static final String EXAMPLE = "https://webservices5.autotask.net/ATServicesRest";

	/** Nothing of ours is that old, and nanoseconds still fit. */
	private static final Duration LONGEST = Duration.ofDays(3650);

	private static final String AUTO = "auto";

	private static final Set<String> EVICTION_STRATEGIES = Set.of("w-tinylfu", "lru", "lfu");

	private final AutotaskPerformanceProperties properties;

	private final AutotaskRedisProperties redis;

	SettingsMapper(AutotaskPerformanceProperties properties, AutotaskRedisProperties redis) {
		this.properties = properties;
		this.redis = redis;
	}

	CacheSettings cache() {
		AutotaskPerformanceProperties.Cache cache = this.properties.cache();
		AutotaskPerformanceProperties.Optimization optimization = this.properties.optimization();
		Duration window = window(optimization);
		Map<String, EntityCacheSettings> entities = cache.entities()
			.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> entry.getKey().toLowerCase(Locale.ROOT),
					(entry) -> entity(entry.getKey(), entry.getValue(), window), (one, other) -> {
						throw new InvalidSettingException(PREFIX + "cache.entities", cache.entities().keySet(),
								"an entity may be there once, in any case", "Put its settings under one name.");
					}));
		evictionStrategy(cache.evictionStrategy());
		CacheSettings settings = new CacheSettings(cache.enabled(),
				optimization.enabled() && optimization.deduplication().enabled(),
				time("cache.default-ttl", cache.defaultTtl()), number("cache.max-size", cache.maxSize(), 1),
				size("cache.max-weight", cache.maxWeight(), 1), size("cache.max-entry-size", cache.maxEntrySize(), 1),
				cache.compression().enabled() ? size("cache.compression.threshold", cache.compression().threshold(), 0)
						: CacheSettings.NEVER,
				time("cache.reference-data-ttl", cache.referenceDataTtl()),
				time("cache.negative-ttl", cache.negativeTtl()),
				time("cache.stale-while-revalidate", cache.staleWhileRevalidate()),
				time("cache.stale-if-error", cache.staleIfError()),
				time("cache.write-quarantine", cache.writeQuarantine()), entities);
		return (cache.enabled() || window.isZero()) ? settings : settings.sharedFor(window);
	}

	/**
	 * The rules of the application.
	 */
	List<InvalidationRule> invalidationRules() {
		List<InvalidationRule> rules = new ArrayList<>();
		List<AutotaskPerformanceProperties.Cache.Invalidation.Rule> configured = this.properties.cache()
			.invalidation()
			.rules();
		for (int i = 0; i < configured.size(); i++) {
			AutotaskPerformanceProperties.Cache.Invalidation.Rule rule = configured.get(i);
			String id = (rule.id() != null) ? rule.id() : "";
			try {
				rules.add(new InvalidationRule(id, rule.triggerEntities(), rule.patterns(), rule.strategy(), rule
					.conditions()
					.stream()
					.map((condition) -> new Condition(condition.field(), condition.operator(), condition.value()))
					.toList()));
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidSettingException(PREFIX + "cache.invalidation.rules[" + i + "]", id,
						"it could never do anything: " + ex.getMessage(),
						"Give it an 'id', 'trigger-entities' such as 'Companies' and 'patterns' such as "
								+ "'companies:query:*'.");
			}
		}
		return rules;
	}

	Duration warmingInterval() {
		return positive("cache.warming.interval", this.properties.cache().warming().interval());
	}

	/**
	 * The queries that are kept warm.
	 */
	List<WarmupStrategy> warmupStrategies() {
		List<WarmupStrategy> strategies = new ArrayList<>();
		List<AutotaskPerformanceProperties.Cache.Warming.WarmQuery> queries = this.properties.cache()
			.warming()
			.queries();
		for (int i = 0; i < queries.size(); i++) {
			AutotaskPerformanceProperties.Cache.Warming.WarmQuery query = queries.get(i);
			String id = (query.id() != null) ? query.id() : "queries[" + i + "]";
			try {
				ClientWarming.conditions(query.filter());
				WarmupQuery asked = new WarmupQuery(query.entity(), query.operation(), query.ids(), query.filter(),
						query.includeFields(), query.maxRecords());
				strategies.add(
						new WarmupStrategy(id, List.of(asked), null, query.priority(), query.interval(), query.cron()));
			}
			catch (IllegalArgumentException | UnreadableQueryException ex) {
				throw new InvalidSettingException(PREFIX + "cache.warming.queries[" + i + "]", id,
						"it cannot be asked: " + ex.getMessage(),
						"Give it an 'entity' such as 'Companies' and, if you like, a 'filter' such as "
								+ "'[{\"op\":\"eq\",\"field\":\"isActive\",\"value\":true}]'.");
			}
		}
		return strategies;
	}

	DispatchSettings dispatch(BudgetSettings budget) {
		AutotaskPerformanceProperties.Optimization optimization = this.properties.optimization();
		AutotaskPerformanceProperties.Optimization.Concurrency concurrency = optimization.concurrency();
		String prefix = "optimization.concurrency.";
		DispatchSettings settings = new DispatchSettings(
				(int) number(prefix + "max-per-endpoint", concurrency.maxPerEndpoint(), 1),
				(int) number(prefix + "max-total", concurrency.maxTotal(), 1),
				(int) number(prefix + "max-queue", concurrency.maxQueue(), 0),
				positive(prefix + "max-wait", concurrency.maxWait()), pauses(optimization.retry()),
				batching(optimization.batching()), budget);
		return optimization.enabled() ? settings : settings.unlimited();
	}

	private static PauseSettings pauses(AutotaskPerformanceProperties.Optimization.Retry retry) {
		Duration longest = positive("optimization.retry.max-backoff", retry.maxBackoff());
		return new PauseSettings(retry.enabled(), positive("optimization.retry.backoff", retry.backoff()).dividedBy(8),
				longest, time("optimization.retry.max-retry-after", retry.maxRetryAfter()));
	}

	private static BatchSettings batching(AutotaskPerformanceProperties.Optimization.Batching batching) {
		int maxSize = (int) number("optimization.batching.max-size", batching.maxSize(), 1);
		if (maxSize > Filters.MAX_ALTERNATIVES) {
			throw new InvalidSettingException(PREFIX + "optimization.batching.max-size", maxSize,
					"Autotask takes at most " + Filters.MAX_ALTERNATIVES + " ids in one query",
					"Set it to a number from 1 to " + Filters.MAX_ALTERNATIVES + ".");
		}
		String maxWait = batching.maxWait().trim();
		Duration wait = null;
		if (!maxWait.equalsIgnoreCase(AUTO)) {
			wait = time("optimization.batching.max-wait", duration("optimization.batching.max-wait", maxWait));
		}
		return new BatchSettings(batching.enabled(), maxSize, wait);
	}

	private static Duration duration(String property, String value) {
		try {
			return DurationStyle.detectAndParse(value);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException(PREFIX + property, value, "it must be '" + AUTO + "' or a duration",
					"Set it to '" + AUTO + "', to a duration such as 10ms, or to 0.");
		}
	}

	RetrySettings retry() {
		AutotaskPerformanceProperties.Optimization.Retry retry = this.properties.optimization().retry();
		return new RetrySettings(this.properties.optimization().enabled() && retry.enabled(),
				(int) number("optimization.retry.max-attempts", retry.maxAttempts(), 1),
				positive("optimization.retry.backoff", retry.backoff()),
				positive("optimization.retry.max-backoff", retry.maxBackoff()),
				time("optimization.retry.max-retry-after", retry.maxRetryAfter()),
				percent("optimization.retry.budget", retry.budget(), 0));
	}

	CircuitSettings circuit() {
		AutotaskPerformanceProperties.Optimization.CircuitBreaker circuit = this.properties.optimization()
			.circuitBreaker();
		String prefix = "optimization.circuit-breaker.";
		return new CircuitSettings(this.properties.optimization().enabled() && circuit.enabled(),
				percent(prefix + "failure-rate", circuit.failureRate(), 1),
				positive(prefix + "slow-call", circuit.slowCall()),
				(int) number(prefix + "window", circuit.window(), 1), positive(prefix + "open", circuit.open()));
	}

	Duration attemptTimeout() {
		AutotaskPerformanceProperties.Optimization optimization = this.properties.optimization();
		Duration timeout = time("optimization.attempt-timeout", optimization.attemptTimeout());
		return optimization.enabled() ? timeout : Duration.ZERO;
	}

	/**
	 * What the cache shares.
	 * @param memory what the application has for it, or null
	 */
	Sharing sharing(@Nullable SharedMemory memory) {
		if (!isShared()) {
			return Sharing.none();
		}
		if (memory == null) {
			throw new InvalidSettingException(PREFIX + "cache.second-level", "redis",
					"the application has no reactive connection to Redis",
					"Add 'org.springframework.boot:spring-boot-starter-data-redis' and set 'spring.data.redis.*', "
							+ "or set it to 'none'.");
		}
		return new Sharing(memory, this.redis.secret());
	}

	private boolean isShared() {
		return this.properties.cache().secondLevel() == SecondLevel.REDIS;
	}

	PathSettings path(CompressionSettings compression) {
		return new PathSettings(maxBufferedBody(),
				this.properties.optimization().enabled() ? compression : CompressionSettings.none(),
				isShared() ? DigestKey.shared(this.redis.secret()) : DigestKey.random());
	}

	int maxBufferedBody() {
		return (int) size("optimization.max-buffered-body", this.properties.optimization().maxBufferedBody(), 1);
	}

	AutotaskOrigins origins() {
		AutotaskPerformanceProperties.Api api = this.properties.api();
		for (String host : api.hosts()) {
			origin("api.hosts", host.contains("://") ? host : "https://" + host, "https://proxy.example.com");
		}
		return AutotaskOrigins.of(Stream.of(discoveryUrl(), baseUrl()).filter(Objects::nonNull).toList(), api.hosts());
	}

	/**
	 * The configured URL of the API, or null when it has to be found.
	 */
	@Nullable URI baseUrl() {
		String baseUrl = this.properties.api().baseUrl();
		return (baseUrl == null || baseUrl.isBlank()) ? null : origin("api.base-url", baseUrl.trim(), EXAMPLE);
	}

	URI discoveryUrl() {
		return origin("api.discovery-url", this.properties.api().discoveryUrl(), EXAMPLE);
	}

	ApiCredentials credentials() {
		AutotaskPerformanceProperties.Api api = this.properties.api();
		ApiCredentials credentials = new ApiCredentials(blankToNull(api.username()), blankToNull(api.secret()),
				blankToNull(api.integrationCode()));
		Map<String, Boolean> set = new TreeMap<>(Map.of("username", credentials.username() != null, "secret",
				credentials.secret() != null, "integration-code", credentials.integrationCode() != null));
		if (set.containsValue(true) && set.containsValue(false)) {
			set.values().removeIf((isSet) -> isSet);
			String missing = String.join("' and '" + PREFIX + "api.", set.keySet());
			throw new InvalidSettingException(PREFIX + "api." + set.keySet().iterator().next(), "",
					"the three credentials belong together, and of the others some are set",
					"Set '" + PREFIX + "api." + missing + "', or none of the three.");
		}
		return credentials;
	}

	/** How long answers are shared that are not kept; zero for not at all. */
	private static Duration window(AutotaskPerformanceProperties.Optimization optimization) {
		Duration window = time("optimization.deduplication.window", optimization.deduplication().window());
		return (optimization.enabled() && optimization.deduplication().enabled()) ? window : Duration.ZERO;
	}

	private static EntityCacheSettings entity(String name, AutotaskPerformanceProperties.Cache.Entity entity,
			Duration window) {
		if (!entity.enabled() && !window.isZero()) {
			return new EntityCacheSettings(true, window, true);
		}
		if (entity.ttl() != null) {
			time("cache.entities." + name + ".ttl", entity.ttl());
		}
		return new EntityCacheSettings(entity.enabled(), entity.ttl());
	}

	private static void evictionStrategy(String strategy) {
		if (!EVICTION_STRATEGIES.contains(strategy.trim().toLowerCase(Locale.ROOT).replace('_', '-'))) {
			throw new InvalidSettingException(PREFIX + "cache.eviction-strategy", strategy,
					"there is one policy, 'w-tinylfu', which keeps what is used often and what was used recently; "
							+ "'lru' and 'lfu' are accepted and mean the same",
					"Remove the property, or set it to 'w-tinylfu'.");
		}
	}

	private static URI origin(String property, String value, String example) {
		URI url;
		try {
			url = URI.create(value);
		}
		catch (IllegalArgumentException ex) {
			throw notAUrl(property, value, example);
		}
		if (Origin.of(url) == null) {
			throw notAUrl(property, value, example);
		}
		return url;
	}

	private static InvalidSettingException notAUrl(String property, String value, String example) {
		return new InvalidSettingException(PREFIX + property, value, "an http or https URL with a host is needed",
				"Set it to a URL such as " + example + ".");
	}

	private static Duration time(String property, Duration value) {
		if (value.isNegative()) {
			throw new InvalidSettingException(PREFIX + property, value, "it must be 0 or longer",
					"Set it to a duration such as 30s, or to 0 to switch it off.");
		}
		return notForEver(property, value);
	}

	private static Duration positive(String property, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new InvalidSettingException(PREFIX + property, value, "it must be longer than 0",
					"Set it to a duration such as 30s.");
		}
		return notForEver(property, value);
	}

	private static Duration notForEver(String property, Duration value) {
		if (value.compareTo(LONGEST) > 0) {
			throw new InvalidSettingException(PREFIX + property, value, "it must be 3650d or shorter",
					"Set it to a duration such as 1h.");
		}
		return value;
	}

	private static long number(String property, long value, long least) {
		if (value < least) {
			throw new InvalidSettingException(PREFIX + property, value, "it must be " + least + " or more",
					"Set it to a number from " + least + " on.");
		}
		return value;
	}

	private static int percent(String property, int value, int least) {
		if (value < least || value > 100) {
			throw new InvalidSettingException(PREFIX + property, value,
					"it is a share in percent, from " + least + " to 100",
					"Set it to a number from " + least + " to 100, such as 50.");
		}
		return value;
	}

	private static long size(String property, DataSize value, long least) {
		if (value.toBytes() < least || value.toBytes() > Integer.MAX_VALUE) {
			throw new InvalidSettingException(PREFIX + property, value, "it must be from " + least + "B to 2047MB",
					"Set it to a size such as 16MB.");
		}
		return value.toBytes();
	}

	private static @Nullable String blankToNull(@Nullable String value) {
		return (value == null || value.isBlank()) ? null : value.trim();
	}

}
