package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What happened to all calls, at one moment.
 *
 * @param ledger the account of all calls
 * @param calls as callers felt them, since the start
 * @param recent as callers felt them, in the last five minutes
 * @param throughput calls per second over the last minute, or null in the first second
 * @param upstream latency of the requests that really went out
 * @param rejections requests that the API turned away because too many ran at once
 * @param bytesIn bytes of bodies that came in, after decompression
 * @param bytesNotAsked bytes of bodies that were given out without asking for them
 * @param timeSaved an estimate: what calls that were answered from memory would have
 * taken, by the measured latency of the same entity and operation; null when nothing was
 * measured
 * @param endpoints by entity, then by operation
 */
public record MonitorSnapshot(LedgerSnapshot ledger, CallFiguresSnapshot calls, CallFiguresSnapshot recent,
		@Nullable Double throughput, LatencySnapshot upstream, long rejections, long bytesIn, long bytesNotAsked,
		@Nullable Duration timeSaved, Map<String, Map<String, CallFiguresSnapshot>> endpoints) {

}
