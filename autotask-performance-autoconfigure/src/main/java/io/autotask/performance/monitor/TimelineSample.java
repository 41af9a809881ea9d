package io.autotask.performance.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What happened in a piece of time.
 *
 * @param from where it begins
 * @param until where it ends
 * @param duration how long it is
 * @param calls calls that ended in it, as their callers felt them
 * @param upstream requests that Autotask answered in it
 * @param served the calls by how they were served, such as {@code cache} and
 * {@code network}; a way that did not occur is not there
 * @param errors failed calls by kind, such as {@code http-404}; a kind that did not occur
 * is not there
 * @param retries requests that were to be sent once more
 * @param rejections requests that the API turned away because too many ran at once
 * @param refused calls that a limit refused
 * @param cacheHitRate hits of hits and misses in percent, or null when there was neither
 * @param process the process
 * @param waiting the most calls in the queue when a sample was taken, or null when it is
 * not known
 * @param activeConnections the most connections in use when a sample was taken, or null
 * when it is not known
 */
public record TimelineSample(Instant from, Instant until, Duration duration, CallFiguresSnapshot calls,
		CallFiguresSnapshot upstream, Map<String, Long> served, Map<String, Long> errors, long retries, long rejections,
		long refused, @Nullable Double cacheHitRate, ProcessSnapshot process, @Nullable Long waiting,
		@Nullable Long activeConnections) {

	static TimelineSample of(Slice slice) {
		Counters counters = slice.counters();
		return new TimelineSample(slice.from(), slice.until(), Duration.ofNanos(slice.nanos()),
				slice.calls().snapshot(), slice.upstream().snapshot(), slice.served(), slice.errors(),
				counters.retries(), counters.rejections(), counters.refused(),
				hitRate(counters.hits(), counters.misses()), slice.process(), slice.waiting(), slice.connections());
	}

	/**
	 * Calls that ended per second.
	 * @return the rate, or null when no time passed
	 */
	public @Nullable Double throughput() {
		long nanos = this.duration.toNanos();
		return (nanos > 0) ? this.calls.total() * 1e9 / nanos : null;
	}

	static @Nullable Double hitRate(long hits, long misses) {
		return (hits + misses > 0) ? 100.0 * hits / (hits + misses) : null;
	}

}
