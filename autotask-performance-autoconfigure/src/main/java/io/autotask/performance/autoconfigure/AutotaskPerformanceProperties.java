package io.autotask.performance.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.autotask.performance.cache.InvalidationRule.Operator;
import io.autotask.performance.cache.InvalidationRule.Strategy;
import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the starter. They hold values only: {@link SettingsMapper} checks them
 * and makes settings of them.
 *
 * @param enabled Whether calls to Autotask are optimised and measured. When switched off
 * a WebClient behaves as without the starter.
 * @param api Where Autotask is, and who asks.
 * @param monitor What is measured.
 * @param cache What is kept in memory.
 * @param optimization What leaves for Autotask, and when.
 */
@ConfigurationProperties("autotask.performance")
public record AutotaskPerformanceProperties(@DefaultValue("true") boolean enabled, @DefaultValue Api api,
		@DefaultValue Monitor monitor, @DefaultValue Cache cache, @DefaultValue Optimization optimization) {

	/**
	 * Where Autotask is, and who asks.
	 *
	 * @param baseUrl URL of the zone, such as
	 * https://webservices5.autotask.net/ATServicesRest. When empty it is found by the
	 * user name.
	 * @param username User name of the API user, for AutotaskClient.
	 * @param secret Secret of the API user, for AutotaskClient.
	 * @param integrationCode Integration code (tracking identifier), for AutotaskClient.
	 * @param hosts Comma-separated list of further origins that are served, such as
	 * https://proxy.example.com.
	 * @param discoveryUrl URL that is asked for the zone of a user.
	 */
	public record Api(@Nullable String baseUrl, @Nullable String username, @Nullable String secret,
			@Nullable String integrationCode, @DefaultValue Set<String> hosts,
			@DefaultValue("https://webservices.autotask.net/ATServicesRest") String discoveryUrl) {

		@Override
		public String toString() {
			return "Api[baseUrl=" + this.baseUrl + ", hosts=" + this.hosts + "]";
		}

	}

	/**
	 * What is measured.
	 *
	 * @param enabled Whether calls are measured for the dashboard.
	 */
	public record Monitor(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * What is kept in memory.
	 *
	 * @param enabled Whether answers are kept in memory.
	 * @param defaultTtl How long an answer stays fresh.
	 * @param maxSize How many answers are kept at most.
	 * @param maxWeight How many bytes the kept answers take at most.
	 * @param maxEntrySize Largest body that is kept.
	 * @param compression Whether bodies are kept compressed.
	 * @param referenceDataTtl How long entity information, picklists and rows of entities
	 * that are set-up stay fresh.
	 * @param negativeTtl How long the answer that there is no such row stays fresh.
	 * @param staleWhileRevalidate How long after its time is up an answer is still given
	 * while it is asked for again. 0 switches that off.
	 * @param staleIfError How long after its time is up an answer is still given when
	 * Autotask cannot be asked. 0 switches that off.
	 * @param writeQuarantine How long nothing about a row is kept after a write of it
	 * whose outcome is unknown.
	 * @param entities What differs for an entity, by its name in any case.
	 * @param evictionStrategy What goes when there is no room: w-tinylfu, which looks at
	 * how often and how recently an answer was used. lru and lfu are accepted and mean
	 * the same.
	 * @param secondLevel What several instances of the application share: nothing, or
	 * answers and the news of writes, through Redis.
	 * @param defaultCacheManager Whether autotaskCacheManager is also the default cache
	 * manager of the application.
	 * @param invalidation What else writes take out of the cache.
	 * @param warming Reading before somebody asks.
	 */
	public record Cache(@DefaultValue("true") boolean enabled, @DefaultValue("5m") Duration defaultTtl,
			@DefaultValue("10000") long maxSize, @DefaultValue("64MB") DataSize maxWeight,
			@DefaultValue("4MB") DataSize maxEntrySize, @DefaultValue Compression compression,
			@DefaultValue("1h") Duration referenceDataTtl, @DefaultValue("30s") Duration negativeTtl,
			@DefaultValue("30s") Duration staleWhileRevalidate, @DefaultValue("10m") Duration staleIfError,
			@DefaultValue("30s") Duration writeQuarantine, @DefaultValue Map<String, Entity> entities,
			@DefaultValue("w-tinylfu") String evictionStrategy, @DefaultValue("none") SecondLevel secondLevel,
			@DefaultValue("false") boolean defaultCacheManager, @DefaultValue Invalidation invalidation,
			@DefaultValue Warming warming) {

		/** What several instances share. */
		public enum SecondLevel {

			/** Nothing: each has its own answers. */
			NONE,

			/** Answers, and the news of writes. */
			REDIS

		}

		/**
		 * Bodies that are kept compressed.
		 *
		 * @param enabled Whether bodies are kept compressed in memory: more of them, each
		 * of which takes longer to read.
		 * @param threshold Smaller bodies are kept as they are.
		 */
		public record Compression(@DefaultValue("false") boolean enabled, @DefaultValue("2KB") DataSize threshold) {

		}

		/**
		 * What differs for one entity.
		 *
		 * @param enabled Whether answers about this entity are kept in memory.
		 * @param ttl How long an answer about this entity stays fresh.
		 */
		public record Entity(@DefaultValue("true") boolean enabled, @Nullable Duration ttl) {

		}

		/**
		 * Reading before somebody asks.
		 *
		 * @param enabled Whether the cache is warmed in the background.
		 * @param interval Pause between two runs of a query that does not say.
		 * @param queries Queries that are kept warm for AutotaskClient: id, entity,
		 * operation (query, count, get), ids, filter, include-fields, max-records,
		 * priority, interval or cron.
		 */
		public record Warming(@DefaultValue("false") boolean enabled, @DefaultValue("5m") Duration interval,
				@DefaultValue List<WarmQuery> queries) {

			/**
			 * One query.
			 *
			 * @param id its name, or null for one made of its place in the list
			 * @param entity the entity
			 * @param operation query, count or get
			 * @param ids the rows of a get
			 * @param filter the conditions, as JSON
			 * @param includeFields the fields
			 * @param maxRecords rows on the page
			 * @param priority 1 to 10
			 * @param interval the pause between two runs
			 * @param cron when to run, instead of an interval
			 */
			public record WarmQuery(@Nullable String id, @DefaultValue("") String entity,
					@DefaultValue("query") Operation operation, @DefaultValue List<Long> ids, @Nullable String filter,
					@DefaultValue List<String> includeFields, @DefaultValue("500") int maxRecords,
					@DefaultValue("5") int priority, @Nullable Duration interval, @Nullable String cron) {

			}

		}

		/**
		 * What else writes take out of the cache.
		 *
		 * @param rules Rules that add to what the cache knows by itself: id,
		 * trigger-entities, patterns, strategy (immediate, lazy, scheduled) and
		 * conditions (field, operator, value).
		 */
		public record Invalidation(@DefaultValue List<Rule> rules) {

			/**
			 * One rule.
			 *
			 * @param id its name
			 * @param triggerEntities the entities whose writes fire it
			 * @param patterns what goes
			 * @param strategy when the work is done
			 * @param conditions on which writes
			 */
			public record Rule(@Nullable String id, @DefaultValue Set<String> triggerEntities,
					@DefaultValue List<String> patterns, @DefaultValue("immediate") Strategy strategy,
					@DefaultValue List<Condition> conditions) {

			}

			/**
			 * On which writes.
			 *
			 * @param field the field
			 * @param operator how it is compared
			 * @param value with what
			 */
			public record Condition(@DefaultValue("") String field, @DefaultValue("equals") Operator operator,
					@DefaultValue("") String value) {

			}

		}

	}

	/**
	 * What leaves for Autotask, and when.
	 *
	 * @param enabled Whether calls share, queue and are sent again.
	 * @param maxBufferedBody Largest body that is held in memory while it passes. A
	 * larger one streams through.
	 * @param batching Reads by id that wait leave as one query.
	 * @param deduplication The same read in flight is asked once.
	 * @param concurrency How many requests are in flight.
	 * @param retry Sending again what failed.
	 * @param attemptTimeout How long one answer of Autotask may take. 0 for any time.
	 * @param circuitBreaker Leaving Autotask alone when it fails.
	 */
	public record Optimization(@DefaultValue("true") boolean enabled, @DefaultValue("16MB") DataSize maxBufferedBody,
			@DefaultValue Batching batching, @DefaultValue Deduplication deduplication,
			@DefaultValue Concurrency concurrency, @DefaultValue Retry retry,
			@DefaultValue("60s") Duration attemptTimeout, @DefaultValue CircuitBreaker circuitBreaker) {

		/**
		 * Reads by id that wait leave as one query.
		 *
		 * @param enabled Whether reads by id of one entity that wait for a slot leave as
		 * one query.
		 * @param maxSize How many leave together at most. Autotask takes 500 in one
		 * query.
		 * @param maxWait How long a read may be held for others to come along although a
		 * slot is free: a duration, 0 for never, or auto, which holds it only when others
		 * are expected, and at most until the next slot would come free.
		 */
		public record Batching(@DefaultValue("true") boolean enabled, @DefaultValue("500") int maxSize,
				@DefaultValue("auto") String maxWait) {

		}

		/**
		 * The same read in flight is asked once.
		 *
		 * @param enabled Whether callers of the same read share one request.
		 * @param window How long after that its answer is shared with who asks the same,
		 * where answers are not kept in memory anyway.
		 */
		public record Deduplication(@DefaultValue("true") boolean enabled, @DefaultValue("0s") Duration window) {

		}

		/**
		 * How many requests are in flight.
		 *
		 * @param maxPerEndpoint Requests in flight for one entity. Lowered by itself
		 * after Autotask turned one away.
		 * @param maxTotal Requests in flight for all entities.
		 * @param maxQueue Calls that may wait for a slot.
		 * @param maxWait How long a call may wait for a slot.
		 */
		public record Concurrency(@DefaultValue("3") int maxPerEndpoint, @DefaultValue("20") int maxTotal,
				@DefaultValue("1000") int maxQueue, @DefaultValue("30s") Duration maxWait) {

		}

		/**
		 * Sending again what failed.
		 *
		 * @param enabled Whether a request that failed is sent again by itself: a read
		 * when the failure may be over soon, a write only when it provably did not run.
		 * @param maxAttempts How often a request is sent at most.
		 * @param budget Share of all calls, in percent, that may be sent again when many
		 * fail.
		 * @param backoff Pause before a request is sent again. Doubled each time.
		 * @param maxBackoff Longest pause before a request is sent again.
		 * @param maxRetryAfter Longest pause that Autotask may ask for.
		 */
		public record Retry(@DefaultValue("true") boolean enabled, @DefaultValue("3") int maxAttempts,
				@DefaultValue("200ms") Duration backoff, @DefaultValue("5s") Duration maxBackoff,
				@DefaultValue("60s") Duration maxRetryAfter, @DefaultValue("10") int budget) {

		}

		/**
		 * Leaving Autotask alone when it fails.
		 *
		 * @param enabled Whether Autotask is left alone for a while when many calls fail.
		 * Messages about what was sent are no failures.
		 * @param failureRate Share of the last calls, in percent, that must have failed
		 * or been slow.
		 * @param slowCall How long a call may take before it is slow.
		 * @param window How many of the last calls are looked at.
		 * @param open How long Autotask is left alone.
		 */
		public record CircuitBreaker(@DefaultValue("true") boolean enabled, @DefaultValue("50") int failureRate,
				@DefaultValue("30s") Duration slowCall, @DefaultValue("50") int window,
				@DefaultValue("10s") Duration open) {

		}

	}

}
