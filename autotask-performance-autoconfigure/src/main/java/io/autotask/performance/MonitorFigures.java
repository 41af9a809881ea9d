package io.autotask.performance;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

import io.autotask.performance.PerformanceDashboard.Alert;
import io.autotask.performance.PerformanceDashboard.Endpoint;
import io.autotask.performance.PerformanceDashboard.EndpointPart;
import io.autotask.performance.PerformanceDashboard.Percentiles;
import io.autotask.performance.PerformanceDashboard.Pool;
import io.autotask.performance.PerformanceDashboard.Process;
import io.autotask.performance.PerformanceDashboard.ProfileSegment;
import io.autotask.performance.PerformanceDashboard.ProfileSummary;
import io.autotask.performance.PerformanceDashboard.TimelinePoint;
import io.autotask.performance.monitor.CallFiguresSnapshot;
import io.autotask.performance.monitor.EndpointSnapshot;
import io.autotask.performance.monitor.LatencySnapshot;
import io.autotask.performance.monitor.MonitorSnapshot;
import io.autotask.performance.monitor.ProcessSnapshot;
import io.autotask.performance.monitor.TimelineSample;
import io.autotask.performance.monitor.alert.PerformanceAlert;
import io.autotask.performance.monitor.pool.PoolSnapshot;
import io.autotask.performance.monitor.profile.ProfileSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Puts what the monitor measured into the words of the dashboard. Pure.
 */
final class MonitorFigures {

	private static final int MOST_SEGMENTS = 20;

	private MonitorFigures() {
	}

	static Endpoint endpoint(EndpointSnapshot endpoint) {
		CallFiguresSnapshot calls = endpoint.calls();
		return new Endpoint(calls.total(), calls.failures(), calls.latency().average(), percentiles(calls.latency()),
				calls.bytes(), Dashboards.mapped(endpoint.served(), MonitorFigures::part), part(endpoint.upstream()));
	}

	static Process process(MonitorSnapshot monitor) {
		ProcessSnapshot process = monitor.process();
		return new Process(process.heapUsed(), monitor.heapPeak(), process.heapMax(), process.heapLive(),
				process.cpuUsage(), process.gcPauses(), process.gcPauseTime(), process.directMemory(),
				process.nettyMemory(), process.threads());
	}

	static TimelinePoint point(TimelineSample sample) {
		CallFiguresSnapshot calls = sample.calls();
		CallFiguresSnapshot upstream = sample.upstream();
		ProcessSnapshot process = sample.process();
		return new TimelinePoint(sample.until(), Dashboards.inMillis(sample.duration()), calls.total(),
				calls.failures(), calls.cancellations(), calls.latency().average(), calls.latency().maximum(),
				percentiles(calls.latency()), sample.throughput(), calls.errorRate(), sample.cacheHitRate(),
				sample.served(), sample.errors(), upstream.total(), upstream.latency().average(),
				percentiles(upstream.latency()), upstream.bytes(), sample.retries(), sample.rejections(),
				sample.refused(), process.cpuUsage(), process.heapUsed(), process.heapLive(), process.directMemory(),
				process.gcPauses(), process.gcPauseTime(), sample.waiting(), sample.activeConnections());
	}

	static Alert alert(PerformanceAlert alert) {
		return new Alert(alert.type().word(), alert.severity().name().toLowerCase(Locale.ROOT), alert.message(),
				alert.currentValue(), alert.worstValue(), alert.threshold(), alert.since(), alert.until(),
				alert.context());
	}

	static Pool pool(PoolSnapshot pool) {
		return new Pool(pool.active(), pool.idle(), pool.pending(), pool.opened(), pool.uses(), pool.reused(),
				pool.efficiency(), pool.acquireTime(), pool.longestAcquireTime(), pool.bytesIn(), pool.bytesOut());
	}

	static ProfileSummary profile(ProfileSnapshot profile) {
		ProfileSnapshot.Calls calls = profile.calls();
		Duration cpu = profile.usage().processCpu();
		return new ProfileSummary(profile.id(), profile.name(), profile.start(), Dashboards.inMillis(profile.wall()),
				profile.explained(), times(profile.phases()),
				profile.segments().stream().limit(MOST_SEGMENTS).map(MonitorFigures::segment).toList(), calls.total(),
				calls.failures(), calls.rows(), calls.bytes(), calls.served(), Dashboards.millis(cpu),
				Dashboards.inMillis(profile.usage().gcPauseTime()));
	}

	private static ProfileSegment segment(ProfileSnapshot.Segment segment) {
		return new ProfileSegment(segment.name(), Dashboards.inMillis(segment.start()),
				Dashboards.inMillis(segment.wall()), times(segment.phases()));
	}

	private static Map<String, Double> times(Map<String, Duration> phases) {
		return Dashboards.mapped(phases, Dashboards::inMillis);
	}

	static @Nullable Long connections(MonitorSnapshot monitor) {
		return sum(monitor, PoolSnapshot::active);
	}

	static @Nullable Long wireBytesIn(MonitorSnapshot monitor) {
		return sum(monitor, PoolSnapshot::bytesIn);
	}

	static @Nullable Double poolEfficiency(MonitorSnapshot monitor) {
		Long uses = sum(monitor, PoolSnapshot::uses);
		Long reused = sum(monitor, PoolSnapshot::reused);
		return (uses != null && reused != null && uses > 0) ? 100.0 * reused / uses : null;
	}

	private static @Nullable Long sum(MonitorSnapshot monitor, ToLongFunction<PoolSnapshot> value) {
		return monitor.pools().isEmpty() ? null : monitor.pools().values().stream().mapToLong(value).sum();
	}

	static Percentiles percentiles(LatencySnapshot latency) {
		return new Percentiles(latency.p50(), latency.p75(), latency.p90(), latency.p95(), latency.p99(),
				latency.p999());
	}

	private static EndpointPart part(CallFiguresSnapshot calls) {
		return new EndpointPart(calls.total(), calls.failures(), calls.latency().average(),
				percentiles(calls.latency()), calls.bytes());
	}

}
