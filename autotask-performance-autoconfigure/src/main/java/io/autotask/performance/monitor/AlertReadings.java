package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.autotask.performance.monitor.Gauges.BudgetLevel;
import io.autotask.performance.monitor.Gauges.QueueLevel;
import io.autotask.performance.monitor.PerformanceReport.RankedEndpoint;
import io.autotask.performance.monitor.alert.AlertReading;
import io.autotask.performance.monitor.alert.AlertType;
import io.autotask.performance.monitor.memory.LeakSuspicion;
import org.jspecify.annotations.Nullable;

/**
 * What alerts are made of: the values of the last minute, and of this moment. What was
 * measured too rarely to mean something is left out.
 */
final class AlertReadings {

	private static final Duration BURST = Duration.ofSeconds(10);

	private static final int LEAST_CALLS = 5;

	private static final int LEAST_CALLS_FOR_RATE = 10;

	private static final int LEAST_FAILURES = 3;

	private static final int LEAST_FAILURES_IN_BURST = 5;

	/** The first use of each connection is no fault. */
	private static final int LEAST_USES = 50;

	/** A process that has just started is busy, and quiet, for other reasons. */
	private static final int LEAST_SAMPLES = 6;

	/** An alert names no more of them. */
	private static final int MOST_HOSTS = 5;

	private final Map<AlertType, AlertReading> readings = new EnumMap<>(AlertType.class);

	private final List<Slice> minute;

	private final Slice sum;

	/**
	 * Readings of calls and of the process.
	 * @param minute the last minute, at least one slice
	 * @param samples how many samples were taken since the start
	 */
	AlertReadings(List<Slice> minute, int samples) {
		this.minute = minute;
		this.sum = minute.stream().reduce(Slice::plus).orElseThrow();
		addCalls();
		addProcess(samples);
	}

	Map<AlertType, AlertReading> all() {
		return this.readings;
	}

	/**
	 * Adds what other parts know.
	 */
	AlertReadings with(Gauges gauges) {
		BudgetLevel budget = gauges.budget().get();
		if (budget != null && budget.limit() > 0) {
			add(AlertType.BUDGET, 100.0 * budget.used() / budget.limit(),
					Map.of("used", String.valueOf(budget.used()), "limit", String.valueOf(budget.limit())));
		}
		QueueLevel queue = gauges.queue().get();
		if (queue != null && queue.capacity() > 0) {
			add(AlertType.QUEUE, 100.0 * queue.waiting() / queue.capacity(),
					Map.of("waiting", String.valueOf(queue.waiting()), "capacity", String.valueOf(queue.capacity())));
		}
		Set<String> circuits = gauges.openCircuits().get();
		add(AlertType.CIRCUIT, (double) circuits.size(), circuits.isEmpty() ? Map.of()
				: Map.of("hosts", circuits.stream().sorted().limit(MOST_HOSTS).collect(Collectors.joining(", "))));
		return this;
	}

	/**
	 * Adds how often connections were used again.
	 * @param minutes counts of the last minutes
	 */
	AlertReadings with(Counters minutes) {
		if (minutes.connectionUses() >= LEAST_USES) {
			add(AlertType.POOL_EFFICIENCY, minutes.poolEfficiency(), Map.of());
		}
		return this;
	}

	/**
	 * Adds what seems to leak.
	 */
	AlertReadings with(@Nullable LeakSuspicion leak) {
		if (leak != null) {
			add(AlertType.MEMORY_LEAK, leak.growthRate(), Map.of("suspect", leak.where(), "observed",
					leak.observed().toMinutes() + " min", "confidence", String.valueOf(leak.confidence())));
		}
		return this;
	}

	private void addCalls() {
		CallFiguresSnapshot calls = this.sum.calls().snapshot();
		long answered = calls.latency().count();
		if (answered >= LEAST_CALLS) {
			add(AlertType.LATENCY, calls.latency().p95(), worst("averageResponseTime", "slowest"));
		}
		if (answered >= LEAST_CALLS_FOR_RATE) {
			add(AlertType.ERROR_RATE, (calls.failures() >= LEAST_FAILURES) ? calls.errorRate() : (Double) 0.0,
					worst("errorRate", "failing"));
		}
		addBurst();
	}

	private void addBurst() {
		long end = this.sum.untilNanos();
		List<CallFiguresSnapshot> last = this.minute.stream()
			.filter((slice) -> end - slice.fromNanos() <= BURST.toNanos() || slice.untilNanos() == end)
			.map((slice) -> slice.calls().snapshot())
			.toList();
		long failures = last.stream().mapToLong(CallFiguresSnapshot::failures).sum();
		long answered = failures + last.stream().mapToLong(CallFiguresSnapshot::successes).sum();
		if (answered > 0) {
			add(AlertType.ERROR_BURST, (failures >= LEAST_FAILURES_IN_BURST) ? 100.0 * failures / answered : 0,
					worst("errorRate", "failing"));
		}
	}

	private void addProcess(int samples) {
		ProcessSnapshot process = this.sum.process();
		if (process.heapLive() != null) {
			add(AlertType.MEMORY, process.heapLive().doubleValue(), Map.of());
		}
		if (samples >= LEAST_SAMPLES) {
			add(AlertType.CPU, process.cpuUsage(), Map.of());
			add(AlertType.THROUGHPUT, TimelineSample.of(this.sum).throughput(), Map.of());
		}
	}

	private Map<String, String> worst(String metric, String name) {
		return PerformanceReport.of(List.of(this.sum))
			.worst()
			.stream()
			.filter((endpoint) -> endpoint.metric().equals(metric))
			.findFirst()
			.map((endpoint) -> Map.of(name, inWords(endpoint)))
			.orElse(Map.of());
	}

	private static String inWords(RankedEndpoint endpoint) {
		return endpoint.operation() + " " + endpoint.entity();
	}

	private void add(AlertType type, @Nullable Double value, Map<String, String> context) {
		if (value != null) {
			this.readings.put(type, new AlertReading(value, context));
		}
	}

}
