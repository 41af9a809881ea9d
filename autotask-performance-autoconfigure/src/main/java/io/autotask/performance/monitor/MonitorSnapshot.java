package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.autotask.performance.monitor.alert.PerformanceAlert;
import io.autotask.performance.monitor.pool.PoolSnapshot;
import io.autotask.performance.monitor.profile.ProfileSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What happened to all calls, at one moment.
 *
 * @param ledger the account of all calls
 * @param calls as callers felt them, since the start
 * @param recent as callers felt them, in the last five minutes
 * @param recentUpstream requests that Autotask answered, or should have, in the last five
 * minutes
 * @param recentHitRate hits of hits and misses in the last five minutes, in percent, or
 * null when nothing was looked up
 * @param throughput calls per second over the last minute, or null in the first second
 * @param upstream latency of the requests that really went out
 * @param upstreamFailures how many of them were not answered below 400
 * @param rejections requests that the API turned away because too many ran at once
 * @param merged reads by id that left together with others
 * @param averageMerge how many left together on average, or null when none did
 * @param bytesIn bytes of bodies that came in, after decompression
 * @param bytesNotAsked bytes of bodies that were given out without asking for them
 * @param timeSaved an estimate: what calls that were answered from memory would have
 * taken, by the measured latency of the same entity and operation; null when nothing was
 * measured
 * @param served calls that ended by how they were served, such as {@code cache}
 * @param errors failed calls by kind, such as {@code http-404}
 * @param process the process, over the time of the last sample
 * @param heapPeak the most heap that was seen in use, in bytes
 * @param endpoints by entity, then by operation
 * @param timeline the last samples, the oldest first
 * @param alerts what is wrong, then what was, the latest first
 * @param pools connections by host; empty when they cannot be seen
 * @param recentPoolEfficiency how often a connection was used again in the last five
 * minutes, in percent of uses, or null when there was none
 * @param profiles profiles that ended, the latest first
 * @param eventsLeftOut events that listeners were too slow for
 */
public record MonitorSnapshot(LedgerSnapshot ledger, CallFiguresSnapshot calls, CallFiguresSnapshot recent,
		CallFiguresSnapshot recentUpstream, @Nullable Double recentHitRate, @Nullable Double throughput,
		LatencySnapshot upstream, long upstreamFailures, long rejections, long merged, @Nullable Double averageMerge,
		long bytesIn, long bytesNotAsked, @Nullable Duration timeSaved, Map<String, Long> served,
		Map<String, Long> errors, ProcessSnapshot process, long heapPeak,
		Map<String, Map<String, EndpointSnapshot>> endpoints, List<TimelineSample> timeline,
		List<PerformanceAlert> alerts, Map<String, PoolSnapshot> pools, @Nullable Double recentPoolEfficiency,
		List<ProfileSnapshot> profiles, long eventsLeftOut) {

}
