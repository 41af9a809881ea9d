package io.autotask.performance;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.autotask.performance.insight.finding.Gain;
import io.autotask.performance.insight.finding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What was done, in figures. Times are in milliseconds, sizes in bytes, rates in percent
 * from 0 to 100, throughput in requests per second. Totals are since the start. A figure
 * that is not measured is null.
 *
 * @param timestamp when the picture was taken
 * @param enabled whether requests are served now
 * @param performance how calls went, or null when monitoring is switched off
 * @param cache what is in memory, and how often it helped
 * @param optimization what was saved
 * @param budget the tenant's requests of this hour, or null before the first one
 * @param recommendations what could be better, the worst first; null before it was looked
 * for the first time, or when that is switched off
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PerformanceDashboard(Instant timestamp, boolean enabled, @Nullable Performance performance, Cache cache,
		Optimization optimization, @Nullable Budget budget, @Nullable List<Recommendation> recommendations) {

	/**
	 * How calls went.
	 *
	 * @param metrics as callers felt them, since the start
	 * @param recent the same of the last five minutes
	 * @param upstream the requests that really went out
	 * @param notSent the calls that never did
	 * @param waiting calls that are queued or pause before they are sent again
	 * @param endpoints by entity, then by operation
	 * @param ownFailures how often something of the starter itself failed; such a call
	 * went on without it
	 * @param served calls that ended by how they were served, such as {@code cache}
	 * @param errors failed calls by kind, such as {@code http-404} or {@code queue-full}
	 * @param process the process over the time of the last sample
	 * @param pools connections by host; empty when they cannot be seen
	 * @param timeline the last samples, the oldest first
	 * @param alerts what is wrong
	 * @param profiles measured operations of the application
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Performance(Metrics metrics, Metrics recent, Upstream upstream, NotSent notSent, long waiting,
			Map<String, Map<String, Endpoint>> endpoints, long ownFailures, Map<String, Long> served,
			Map<String, Long> errors, Process process, Map<String, Pool> pools, List<TimelinePoint> timeline,
			List<Alert> alerts, List<ProfileSummary> profiles) {

	}

	/**
	 * Calls as their callers felt them.
	 *
	 * @param totalRequests calls that were made; of a period, calls that ended
	 * @param successfulRequests answers below 400
	 * @param failedRequests answers of 400 and above, and exceptions
	 * @param cancelledRequests callers that went away
	 * @param averageResponseTime the mean
	 * @param minResponseTime the shortest
	 * @param maxResponseTime the longest
	 * @param percentiles the distribution
	 * @param throughput over the last minute
	 * @param errorRate failed of all that were answered
	 * @param memoryUsage heap in use now
	 * @param peakMemoryUsage the most heap in use
	 * @param cpuUsage of this process, of all cores
	 * @param activeConnections connections to Autotask in use
	 * @param poolEfficiency how often a connection was used again
	 * @param cacheHitRate hits of hits and misses
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Metrics(long totalRequests, long successfulRequests, long failedRequests, long cancelledRequests,
			@Nullable Double averageResponseTime, @Nullable Double minResponseTime, @Nullable Double maxResponseTime,
			Percentiles percentiles, @Nullable Double throughput, @Nullable Double errorRate,
			@Nullable Long memoryUsage, @Nullable Long peakMemoryUsage, @Nullable Double cpuUsage,
			@Nullable Long activeConnections, @Nullable Double poolEfficiency, @Nullable Double cacheHitRate) {

	}

	/**
	 * A distribution of times: so many percent took no longer.
	 *
	 * @param p50 half of them
	 * @param p75 75 percent
	 * @param p90 90 percent
	 * @param p95 95 percent
	 * @param p99 99 percent
	 * @param p999 99.9 percent
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Percentiles(@Nullable Double p50, @Nullable Double p75, @Nullable Double p90, @Nullable Double p95,
			@Nullable Double p99, @Nullable Double p999) {

	}

	/**
	 * The requests that really went out.
	 *
	 * @param requests how many
	 * @param retries how many of them were to be sent once more
	 * @param background how many nobody waited for
	 * @param rejections how many were turned away because too many ran at once
	 * @param bytesIn bytes of bodies after decompression
	 * @param wireBytesIn bytes of bodies as they came
	 * @param averageResponseTime the mean
	 * @param minResponseTime the shortest
	 * @param maxResponseTime the longest
	 * @param percentiles the distribution
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Upstream(long requests, long retries, long background, long rejections, long bytesIn,
			@Nullable Long wireBytesIn, @Nullable Double averageResponseTime, @Nullable Double minResponseTime,
			@Nullable Double maxResponseTime, Percentiles percentiles) {

	}

	/**
	 * The calls that were never sent.
	 *
	 * @param refused by a limit
	 * @param cancelled by their callers
	 * @param circuitOpen because the API was left alone for a while
	 * @param failed before they could be sent
	 */
	public record NotSent(long refused, long cancelled, long circuitOpen, long failed) {

	}

	/**
	 * One operation on one entity, as its callers felt it.
	 *
	 * @param count calls that ended
	 * @param errors how many of them failed
	 * @param averageResponseTime the mean
	 * @param percentiles the distribution
	 * @param bytes bytes of bodies that callers got
	 * @param served the same by how calls were served, such as {@code cache}
	 * @param upstream the same for the requests that really went out
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Endpoint(long count, long errors, @Nullable Double averageResponseTime, Percentiles percentiles,
			long bytes, Map<String, EndpointPart> served, EndpointPart upstream) {

	}

	/**
	 * A part of the calls of an endpoint.
	 *
	 * @param count calls that ended
	 * @param errors how many of them failed
	 * @param averageResponseTime the mean
	 * @param percentiles the distribution
	 * @param bytes bytes of bodies
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record EndpointPart(long count, long errors, @Nullable Double averageResponseTime, Percentiles percentiles,
			long bytes) {

	}

	/**
	 * Where the time of an operation of the application went.
	 *
	 * @param id one of its own
	 * @param name the name that the application gave
	 * @param start when it began
	 * @param duration how long it took
	 * @param explained how much of that is in one of the phases
	 * @param phases where it went, {@code own-code} being the application's own
	 * @param segments the same from marker to marker, for as many as there are at first
	 * @param calls calls that ended
	 * @param failures how many of them failed
	 * @param rows rows in their answers
	 * @param bytes bytes of their answers
	 * @param served calls by how they were served
	 * @param cpuTime processor time of the process meanwhile
	 * @param gcPauseTime pauses for garbage collections meanwhile
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record ProfileSummary(String id, String name, Instant start, double duration, double explained,
			Map<String, Double> phases, List<ProfileSegment> segments, long calls, long failures, long rows, long bytes,
			Map<String, Long> served, @Nullable Double cpuTime, double gcPauseTime) {

	}

	/**
	 * From one marker of a profile to the next.
	 *
	 * @param name the marker
	 * @param start how long after the beginning of the profile
	 * @param duration how long it took
	 * @param phases where that time went
	 */
	public record ProfileSegment(String name, double start, double duration, Map<String, Double> phases) {

	}

	/**
	 * The connections to one host.
	 *
	 * @param active in use
	 * @param idle open, and not in use
	 * @param pending requests that wait for one
	 * @param opened how many were made
	 * @param uses requests that were written to one
	 * @param reused how many of them found one that was used before
	 * @param efficiency the same in percent
	 * @param averageAcquireTime how long requests waited for one
	 * @param maxAcquireTime the longest of these waits
	 * @param bytesIn bytes that came, heads and encryption included
	 * @param bytesOut bytes that went
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Pool(long active, long idle, long pending, long opened, long uses, long reused,
			@Nullable Double efficiency, @Nullable Double averageAcquireTime, @Nullable Double maxAcquireTime,
			long bytesIn, long bytesOut) {

	}

	/**
	 * Something that is wrong, or was.
	 *
	 * @param type what, such as {@code latency} or {@code error_rate}
	 * @param severity {@code low}, {@code medium}, {@code high} or {@code critical}, at
	 * its worst
	 * @param message what was seen, what is allowed, what to do
	 * @param currentValue what was seen last
	 * @param worstValue the worst that was seen
	 * @param threshold what is allowed
	 * @param since when it began
	 * @param until when it ended, or null while it lasts
	 * @param context what helps to find the cause
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Alert(String type, String severity, String message, double currentValue, double worstValue,
			double threshold, Instant since, @Nullable Instant until, Map<String, String> context) {

	}

	/**
	 * The process.
	 *
	 * @param heapUsed heap in use, garbage included
	 * @param heapPeak the most heap that was seen in use
	 * @param heapMax how far it may grow
	 * @param heapLive what the last collection of the old part of the heap left
	 * @param cpuUsage of all processors
	 * @param gcPauses pauses for garbage collections
	 * @param gcPauseTime how long they took together
	 * @param directMemory direct buffers of the JDK
	 * @param nettyMemory what Netty holds outside of the heap
	 * @param threads live threads
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Process(long heapUsed, long heapPeak, @Nullable Long heapMax, @Nullable Long heapLive,
			@Nullable Double cpuUsage, long gcPauses, long gcPauseTime, @Nullable Long directMemory,
			@Nullable Long nettyMemory, int threads) {

	}

	/**
	 * What happened in a piece of time.
	 *
	 * @param timestamp where it ends
	 * @param duration how long it is
	 * @param totalRequests calls that ended
	 * @param failedRequests how many of them failed
	 * @param cancelledRequests how many of their callers went away
	 * @param averageResponseTime the mean
	 * @param maxResponseTime the longest
	 * @param percentiles the distribution
	 * @param throughput calls that ended per second
	 * @param errorRate failed of all that were answered
	 * @param cacheHitRate hits of hits and misses
	 * @param served calls by how they were served
	 * @param errors failed calls by kind
	 * @param upstreamRequests requests that Autotask answered
	 * @param upstreamResponseTime how long those took on average
	 * @param upstreamPercentiles their distribution
	 * @param bytesIn bytes of bodies that they brought
	 * @param retries requests that were to be sent once more
	 * @param rejections requests that were turned away because too many ran at once
	 * @param refused calls that a limit refused
	 * @param cpuUsage of the process, of all processors
	 * @param memoryUsage heap in use
	 * @param liveMemory what the last collection of the old part of the heap left
	 * @param directMemory direct buffers of the JDK
	 * @param gcPauses pauses for garbage collections
	 * @param gcPauseTime how long they took together
	 * @param waiting calls in the queue
	 * @param activeConnections connections to Autotask in use
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record TimelinePoint(Instant timestamp, double duration, long totalRequests, long failedRequests,
			long cancelledRequests, @Nullable Double averageResponseTime, @Nullable Double maxResponseTime,
			Percentiles percentiles, @Nullable Double throughput, @Nullable Double errorRate,
			@Nullable Double cacheHitRate, Map<String, Long> served, Map<String, Long> errors, long upstreamRequests,
			@Nullable Double upstreamResponseTime, Percentiles upstreamPercentiles, long bytesIn, long retries,
			long rejections, long refused, @Nullable Double cpuUsage, long memoryUsage, @Nullable Long liveMemory,
			@Nullable Long directMemory, long gcPauses, long gcPauseTime, @Nullable Long waiting,
			@Nullable Long activeConnections) {

	}

	/**
	 * The cache.
	 *
	 * @param stats over all
	 * @param entities by entity
	 * @param secondLevel what is shared with other instances; not there when nothing is
	 */
	public record Cache(CacheStats stats, Map<String, EntityCache> entities, @Nullable SecondLevel secondLevel) {

	}

	/**
	 * What is shared with other instances.
	 *
	 * @param heard whether news of the others come in; while they do not, answers are
	 * kept for a short time only
	 * @param recalled reads that an answer of another instance was given to
	 * @param kept answers that were handed over to be shared
	 * @param news how often another instance told that something changed
	 */
	public record SecondLevel(boolean heard, long recalled, long kept, long news) {

	}

	/**
	 * The cache over all.
	 *
	 * @param hits reads that were answered from memory
	 * @param misses reads that could have been
	 * @param hitRate hits of both
	 * @param entries answers in memory
	 * @param size the bytes they take
	 * @param maxSize how many there may be
	 * @param utilization how many there are of how many there may be
	 * @param evictions answers that had to go for others
	 * @param invalidations answers that a write, or the application, dropped
	 * @param averageAge how old the answers in memory are
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record CacheStats(long hits, long misses, @Nullable Double hitRate, long entries, long size, long maxSize,
			double utilization, long evictions, long invalidations, @Nullable Double averageAge) {

	}

	/**
	 * The cache of one entity.
	 *
	 * @param hits reads that were answered from memory
	 * @param misses reads that could have been
	 * @param hitRate hits of both
	 * @param missReasons why they were not
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record EntityCache(long hits, long misses, @Nullable Double hitRate, Map<String, Long> missReasons) {

	}

	/**
	 * What was saved.
	 *
	 * @param metrics the figures, or null when monitoring is switched off
	 * @param queues the slots, by entity
	 * @param patterns what the application does again and again
	 * @param rules the rules of the application
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Optimization(@Nullable OptimizationMetrics metrics, Map<String, Queue> queues, List<Pattern> patterns,
			List<Rule> rules) {

	}

	/**
	 * Requests of one shape.
	 *
	 * @param entity the entity
	 * @param operation the operation
	 * @param shape operators and fields of the filter, without any value
	 * @param caller who said that he makes them, or null
	 * @param requests how many there were
	 * @param perMinute how often, or null for a single one
	 * @param averageResponseTime of those that were answered by a request of their own,
	 * or null when none was
	 * @param saved how many were answered without a request of their own
	 * @param averageBytes how large their answers were
	 * @param place where in the application one of the last of them was made, or null
	 * when that was not looked up, or cannot be seen
	 * @param potentials what could be saved beyond that
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Pattern(String entity, String operation, String shape, @Nullable String caller, long requests,
			@Nullable Double perMinute, @Nullable Double averageResponseTime, long saved, long averageBytes,
			@Nullable String place, List<Potential> potentials) {

	}

	/**
	 * Something that could be saved.
	 *
	 * @param kind {@code n-plus-one}, {@code polling} or {@code oversized-pages}
	 * @param requests how many requests need not have been, or null when it is bytes
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Potential(String kind, @Nullable Long requests) {

	}

	/**
	 * A rule of the application.
	 *
	 * @param id its name
	 * @param name what it is for
	 * @param priority the highest is applied first
	 * @param enabled whether it is applied
	 * @param applications for how many calls it was applied
	 * @param failures how often it failed
	 * @param answeredWithoutRequest how many of these calls needed no request of their
	 * own
	 */
	public record Rule(String id, String name, int priority, boolean enabled, long applications, long failures,
			long answeredWithoutRequest) {

	}

	/**
	 * The tenant's requests of this hour. With several tenants, the one that has used
	 * most.
	 *
	 * @param limit requests in any 60 minutes, or null for any number
	 * @param used what was spent, by us and, as far as it is known, by others
	 * @param usedByOthers how much of it others spent, or null when Autotask did not say
	 * within the last hour
	 * @param remaining what is left, or null without a limit
	 * @param usage what was spent, in percent, or null without a limit
	 * @param exhaustionAt when the hour is likely used up if it goes on like this, or
	 * null when not within an hour
	 * @param exhaustionEarliest how soon that may be, or null
	 * @param exhaustionLatest how late that may be, or null when perhaps not at all
	 * @param suspendedUntil until when nothing is sent because Autotask answers nobody
	 * any more, or null when it does
	 * @param source {@code autotask} or {@code own-count}
	 * @param scopes each tenant
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Budget(@Nullable Integer limit, int used, @Nullable Integer usedByOthers, @Nullable Integer remaining,
			@Nullable Double usage, @Nullable Instant exhaustionAt, @Nullable Instant exhaustionEarliest,
			@Nullable Instant exhaustionLatest, @Nullable Instant suspendedUntil, String source,
			List<BudgetScope> scopes) {

	}

	/**
	 * One tenant, as far as tenants can be told apart. The words are those of
	 * {@link Budget}.
	 *
	 * @param scope the origin of its API
	 * @param limit requests in any 60 minutes
	 * @param used what was spent
	 * @param usedByOthers how much of it others spent
	 * @param remaining what is left
	 * @param usage what was spent, in percent
	 * @param exhaustionAt when the hour is likely used up
	 * @param exhaustionEarliest how soon that may be
	 * @param exhaustionLatest how late that may be
	 * @param suspendedUntil until when nothing is sent
	 * @param source where the figures are from
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record BudgetScope(String scope, @Nullable Integer limit, int used, @Nullable Integer usedByOthers,
			@Nullable Integer remaining, @Nullable Double usage, @Nullable Instant exhaustionAt,
			@Nullable Instant exhaustionEarliest, @Nullable Instant exhaustionLatest, @Nullable Instant suspendedUntil,
			String source) {

	}

	/**
	 * What was saved, in figures.
	 *
	 * @param totalRequests calls that were made
	 * @param upstreamRequests requests that went out
	 * @param requestsSaved requests that Autotask never saw
	 * @param savedByCache because the answer was in memory
	 * @param savedByDeduplication because the same read was on its way
	 * @param savedByBatching because several reads left as one
	 * @param batchedRequests reads that left together with others
	 * @param averageBatchSize how many left together
	 * @param deduplicatedRequests reads that were answered by the request of another one
	 * @param bandwidthSaved bytes of bodies that were given out without asking for them
	 * @param timeSaved an estimate, by the measured latency of the same entity and
	 * operation
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record OptimizationMetrics(long totalRequests, long upstreamRequests, long requestsSaved, long savedByCache,
			long savedByDeduplication, long savedByBatching, @Nullable Long batchedRequests,
			@Nullable Double averageBatchSize, long deduplicatedRequests, long bandwidthSaved,
			@Nullable Double timeSaved) {

	}

	/**
	 * The slots of one entity.
	 *
	 * @param inFlight requests on the wire
	 * @param limit how many there may be, or null for any number
	 * @param waiting calls in the queue
	 * @param averageWaitTime how long calls waited on average
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Queue(int inFlight, @Nullable Integer limit, int waiting, @Nullable Double averageWaitTime) {

	}

	/**
	 * Something that could be better.
	 *
	 * @param id of the insight that says more
	 * @param title what to do
	 * @param severity how bad it is
	 * @param gain what it would bring, or null when that cannot be said
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Recommendation(String id, String title, Severity severity, @Nullable Gain gain) {

	}

}
