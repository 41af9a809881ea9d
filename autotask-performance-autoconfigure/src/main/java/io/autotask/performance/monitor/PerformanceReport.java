package io.autotask.performance.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What happened in a period, in sum, over time and by endpoint. The period is made of
 * samples, so its ends are those of samples.
 *
 * @param from where the samples begin, or null when there is none
 * @param until where they end, or null when there is none
 * @param summary all of it, or null when there is none
 * @param endpoints by entity, then by operation
 * @param trends over time, the oldest first
 * @param best the endpoints that made their callers wait least, on average
 * @param worst the endpoints that made their callers wait most, on average, and those
 * that failed most often
 */
public record PerformanceReport(@Nullable Instant from, @Nullable Instant until, @Nullable TimelineSample summary,
		Map<String, Map<String, EndpointPeriod>> endpoints, List<TimelineSample> trends, List<RankedEndpoint> best,
		List<RankedEndpoint> worst) {

	private static final double NANOS_PER_MILLI = 1_000_000;

	/** Of each kind. */
	private static final int RANKED = 3;

	/** Fewer say nothing about an endpoint. */
	private static final int LEAST_CALLS = 5;

	static PerformanceReport of(List<Slice> slices) {
		if (slices.isEmpty()) {
			return new PerformanceReport(null, null, null, Map.of(), List.of(), List.of(), List.of());
		}
		Slice sum = slices.stream().reduce(Slice::plus).orElseThrow();
		Map<EndpointKey, EndpointPeriod> periods = new HashMap<>();
		sum.endpoints().forEach((key, count) -> periods.put(key, EndpointPeriod.of(count)));
		List<RankedEndpoint> slowest = ranked(periods, "averageResponseTime", EndpointPeriod::averageResponseTime);
		List<RankedEndpoint> worst = new ArrayList<>(last(slowest));
		worst.addAll(last(ranked(periods, "errorRate", EndpointPeriod::errorRate)));
		worst.removeIf((endpoint) -> endpoint.metric().equals("errorRate") && endpoint.value() == 0);
		return new PerformanceReport(sum.from(), sum.until(), TimelineSample.of(sum), byName(periods),
				slices.stream().map(TimelineSample::of).toList(), slowest.stream().limit(RANKED).toList(), worst);
	}

	private static Map<String, Map<String, EndpointPeriod>> byName(Map<EndpointKey, EndpointPeriod> periods) {
		Map<String, Map<String, EndpointPeriod>> named = new TreeMap<>();
		periods.forEach((key, period) -> named.computeIfAbsent(key.entity(), (entity) -> new TreeMap<>())
			.put(key.operation().word(), period));
		return named;
	}

	private static List<RankedEndpoint> ranked(Map<EndpointKey, EndpointPeriod> periods, String metric,
			Function<EndpointPeriod, @Nullable Double> value) {
		List<RankedEndpoint> ranked = new ArrayList<>();
		periods.forEach((key, period) -> {
			Double measured = value.apply(period);
			if (period.count() >= LEAST_CALLS && measured != null) {
				ranked.add(new RankedEndpoint(key.entity(), key.operation().word(), metric, measured));
			}
		});
		ranked.sort(Comparator.comparingDouble(RankedEndpoint::value));
		return ranked;
	}

	private static List<RankedEndpoint> last(List<RankedEndpoint> ranked) {
		List<RankedEndpoint> last = new ArrayList<>(ranked.subList(Math.max(0, ranked.size() - RANKED), ranked.size()));
		last.sort(Comparator.comparingDouble(RankedEndpoint::value).reversed());
		return last;
	}

	/**
	 * One operation on one entity in the period.
	 *
	 * @param count calls that ended
	 * @param errors how many of them failed
	 * @param errorRate the same in percent of the calls that were answered, or null when
	 * there was none
	 * @param averageResponseTime how long they took on average, in milliseconds, or null
	 * when there was none
	 * @param upstreamRequests requests that Autotask answered
	 * @param upstreamResponseTime how long those took on average, in milliseconds, or
	 * null when there was none
	 */
	public record EndpointPeriod(long count, long errors, @Nullable Double errorRate,
			@Nullable Double averageResponseTime, long upstreamRequests, @Nullable Double upstreamResponseTime) {

		static EndpointPeriod of(EndpointCount count) {
			return new EndpointPeriod(count.ended(), count.failures(),
					(count.answered() > 0) ? 100.0 * count.failures() / count.answered() : null,
					millis(count.nanos(), count.answered()), count.sent(), millis(count.sentNanos(), count.sent()));
		}

		private static @Nullable Double millis(long nanos, long count) {
			return (count > 0) ? nanos / NANOS_PER_MILLI / count : null;
		}

	}

	/**
	 * An endpoint that stands out.
	 *
	 * @param entity the entity as the API spells it, or {@code other}
	 * @param operation the operation
	 * @param metric by what: {@code averageResponseTime} in milliseconds, or
	 * {@code errorRate} in percent
	 * @param value how much
	 */
	public record RankedEndpoint(String entity, String operation, String metric, double value) {

	}

}
