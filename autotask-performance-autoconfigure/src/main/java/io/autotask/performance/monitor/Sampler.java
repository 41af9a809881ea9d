package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.autotask.performance.call.Serving.Source;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.monitor.Gauges.HitCount;
import io.autotask.performance.monitor.Gauges.QueueLevel;
import io.autotask.performance.monitor.pool.PoolSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what is counted into slices of time. Calls are counted once, where they happen;
 * everything else, such as sums, the last minutes and the timeline, is made of that when
 * somebody looks. Guarded by the monitor of this object, which no call waits for.
 */
final class Sampler {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final double SECOND = 1e9;

	private final TimeSource time;

	private final ProcessProbe process;

	private final Supplier<Counted> counted;

	private final Timeline timeline;

	private volatile Gauges gauges = Gauges.none();

	private Totals last;

	private @Nullable ProcessSnapshot lastProcess;

	private long heapPeak;

	private int samples;

	Sampler(Duration interval, TimeSource time, ProcessProbe process, Supplier<Counted> counted) {
		this.time = time;
		this.process = process;
		this.counted = counted;
		this.timeline = new Timeline(interval);
		this.last = totals();
	}

	Timeline timeline() {
		return this.timeline;
	}

	void connect(Gauges gauges) {
		this.gauges = gauges;
	}

	Gauges gauges() {
		return this.gauges;
	}

	/**
	 * Begins a new slice, so that none holds a time in which no samples were taken.
	 */
	synchronized void restart() {
		this.last = totals();
		this.samples = 0;
	}

	/**
	 * Ends a slice, and begins the next.
	 */
	synchronized Slice sample() {
		Totals now = totals();
		Slice slice = Slice.between(this.last, now);
		this.last = now;
		this.lastProcess = slice.process();
		this.timeline.add(slice);
		this.samples++;
		return slice;
	}

	/**
	 * What alerts are made of, after a sample was taken.
	 */
	synchronized AlertReadings readings() {
		Counters minutes = this.timeline.recent(this.last.nanos())
			.stream()
			.map(Slice::counters)
			.reduce(Counters::plus)
			.orElseThrow();
		return new AlertReadings(this.timeline.last(MINUTE, this.last.nanos()), this.samples).with(minutes)
			.with(this.gauges);
	}

	/**
	 * Makes a picture of all and of the last minutes, up to this moment.
	 */
	synchronized <T> T snapshot(BiFunction<Totals, Recent, T> picture) {
		Totals now = totals();
		return picture.apply(now, recent(Slice.between(this.last, now)));
	}

	private Recent recent(Slice open) {
		List<Slice> minutes = new ArrayList<>(this.timeline.recent(open.untilNanos()));
		minutes.add(open);
		CallFigures calls = new CallFigures();
		CallFigures upstream = new CallFigures();
		minutes.forEach((slice) -> {
			calls.add(slice.calls());
			upstream.add(slice.upstream());
		});
		Counters counters = minutes.stream().map(Slice::counters).reduce(Counters::plus).orElseThrow();
		return new Recent(calls.snapshot(), upstream.snapshot(),
				TimelineSample.hitRate(counters.hits(), counters.misses()), counters.poolEfficiency(), throughput(open),
				(this.lastProcess != null) ? this.lastProcess : open.process(), this.heapPeak);
	}

	/**
	 * Calls that ended in the last minute, per second; over a shorter time when there was
	 * no whole minute yet.
	 */
	private @Nullable Double throughput(Slice open) {
		List<Slice> minute = new ArrayList<>(this.timeline.last(MINUTE, open.untilNanos()));
		minute.add(open);
		double seconds = minute.stream().mapToLong(Slice::nanos).sum() / SECOND;
		long ended = minute.stream().mapToLong((slice) -> slice.calls().ended()).sum();
		return (seconds >= 1) ? ended / seconds : null;
	}

	private Totals totals() {
		Counted counts = this.counted.get();
		CallFigures calls = new CallFigures();
		CallFigures upstream = new CallFigures();
		Map<EndpointKey, EndpointCount> endpoints = new HashMap<>();
		Map<String, Long> served = new TreeMap<>();
		for (Endpoint endpoint : counts.endpoints()) {
			CallFigures own = endpoint.calls();
			own.addTo(calls);
			endpoint.upstream().addTo(upstream);
			endpoints.put(endpoint.key(), EndpointCount.of(own, endpoint.upstream()));
			addServed(endpoint, served);
		}
		HitCount hits = this.gauges.cache().get();
		QueueLevel queue = this.gauges.queue().get();
		PoolSnapshot pool = counts.pool();
		ProcessReading reading = this.process.read();
		this.heapPeak = Math.max(this.heapPeak, reading.heapUsed());
		return new Totals(this.time.nanos(), this.time.instant(), calls, upstream, endpoints, served, counts.errors(),
				new Counters(counts.retries(), counts.rejections(), counts.refused(), counts.background(),
						(hits != null) ? hits.hits() : 0, (hits != null) ? hits.misses() : 0,
						(pool != null) ? pool.uses() : 0, (pool != null) ? pool.reused() : 0),
				reading, (queue != null) ? queue.waiting() : null, (pool != null) ? pool.active() : null);
	}

	private static void addServed(Endpoint endpoint, Map<String, Long> served) {
		for (Source source : Source.values()) {
			CallFigures figures = endpoint.calls(source);
			if (figures != null) {
				served.merge(Words.of(source), figures.ended(), Long::sum);
			}
		}
	}

	/**
	 * What is counted where calls happen.
	 *
	 * @param endpoints by entity and operation
	 * @param errors failed calls by kind
	 * @param retries requests that were to be sent once more
	 * @param rejections requests that the API turned away because too many ran at once
	 * @param refused calls that a limit refused
	 * @param background calls of the starter itself
	 * @param pool all connections, or null when none can be seen
	 */
	record Counted(List<Endpoint> endpoints, Map<String, Long> errors, long retries, long rejections, long refused,
			long background, @Nullable PoolSnapshot pool) {

	}

	/**
	 * The last minutes.
	 *
	 * @param calls of the last five minutes
	 * @param upstream requests that Autotask answered in the last five minutes
	 * @param hitRate of the last five minutes, in percent, or null when nothing was
	 * looked up
	 * @param poolEfficiency of the last five minutes, in percent, or null when no
	 * connection was used
	 * @param throughput of the last minute, or null in the first second
	 * @param process of the last sample, or since the start
	 * @param heapPeak the most heap in use whenever it was read
	 */
	record Recent(CallFiguresSnapshot calls, CallFiguresSnapshot upstream, @Nullable Double hitRate,
			@Nullable Double poolEfficiency, @Nullable Double throughput, ProcessSnapshot process, long heapPeak) {

	}

}
