package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.Serving.Source;
import io.autotask.performance.monitor.alert.AlertThresholds;
import io.autotask.performance.monitor.alert.AlertType;
import io.autotask.performance.monitor.alert.PerformanceAlert;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** From calls, the process and other parts to alerts. */
@ExtendWith(OutputCaptureExtension.class)
class MonitorAlertsTests {

	private static final long MB = 1024 * 1024;

	private final ManualTime time = new ManualTime();

	private ProcessReading reading = reading(100 * MB, 0);

	private final PerformanceMonitor monitor = new PerformanceMonitor(MonitorSettings.defaults(), this.time,
			new OwnFailures(), () -> this.reading);

	@Test
	void slowCallsAreAnAlertThatNamesTheSlowest(CapturedOutput output) {
		complete("Tickets", 10, Duration.ofMillis(5), null);
		complete("Companies", 10, Duration.ofSeconds(3), null);
		sample();
		assertThat(alert(AlertType.LATENCY)).satisfies((alert) -> {
			assertThat(alert.currentValue()).isBetween(2_950.0, 3_050.0);
			assertThat(alert.context()).containsEntry("slowest", "get Companies");
		});
		assertThat(output).containsOnlyOnce("Autotask Performance alert (latency)");
		for (int i = 0; i < 60; i++) {
			sample();
		}
		assertThat(alert(AlertType.LATENCY).isActive()).isFalse();
		assertThat(output).containsOnlyOnce("Autotask Performance alert (latency)")
			.containsOnlyOnce("Autotask Performance alert is over (latency");
	}

	@Test
	void aFewCallsSayNothing() {
		complete("Companies", 4, Duration.ofSeconds(30), null);
		for (int i = 0; i < 13; i++) {
			sample();
			assertThat(this.monitor.alerts()).isEmpty();
		}
		complete("Companies", 50, Duration.ofMillis(1), null);
		complete("Companies", 2, Duration.ofMillis(1), 500);
		sample();
		assertThat(this.monitor.alerts()).isEmpty();
	}

	@Test
	void failingCallsAreAnAlert() {
		complete("Tickets", 90, Duration.ofMillis(5), null);
		complete("Companies", 10, Duration.ofMillis(5), 404);
		sample();
		assertThat(alert(AlertType.ERROR_RATE)).satisfies((alert) -> {
			assertThat(alert.currentValue()).isEqualTo(10);
			assertThat(alert.context()).containsEntry("failing", "get Companies");
		});
		assertThat(alert(AlertType.ERROR_BURST)).isNull();
	}

	@Test
	void manyFailuresAtOnceAreABurstThoughTheMinuteWasGood() {
		complete("Tickets", 1_000, Duration.ofMillis(5), null);
		sample();
		sample();
		sample();
		complete("Tickets", 20, Duration.ofMillis(5), 500);
		sample();
		assertThat(alert(AlertType.ERROR_BURST).currentValue()).isEqualTo(100);
		assertThat(alert(AlertType.ERROR_RATE)).isNull();
	}

	@Test
	void aBusyProcessIsAnAlertWhenItHasRunForAWhile() {
		for (int i = 1; i <= 5; i++) {
			this.reading = reading(100 * MB, Duration.ofSeconds(5 * 4 * i).toNanos());
			sample();
		}
		assertThat(this.monitor.alerts()).as("it has just started").isEmpty();
		this.reading = reading(100 * MB, Duration.ofSeconds(5 * 4 * 6).toNanos());
		sample();
		assertThat(alert(AlertType.CPU).currentValue()).isEqualTo(100);
	}

	@Test
	void whatLivesInTheHeapIsAnAlert() {
		this.reading = reading(600 * MB, 0);
		sample();
		assertThat(alert(AlertType.MEMORY).currentValue()).isEqualTo(600.0 * MB);
	}

	@Test
	void tooFewCallsAreAnAlertWhenThereHaveToBeSome() {
		this.monitor.updateThresholds(new AlertThresholds(Duration.ofSeconds(2), 5, 80, 1.0, 70, 1024 * MB));
		assertThat(this.monitor.thresholds().minThroughput()).isEqualTo(1);
		for (int i = 0; i < 6; i++) {
			complete("Tickets", 1, Duration.ofMillis(5), null);
			sample();
		}
		assertThat(alert(AlertType.THROUGHPUT).currentValue()).isEqualTo(0.2);
	}

	@Test
	void budgetQueueAndCircuitsAreAlertsWhenTheyAreKnown() {
		sample();
		assertThat(this.monitor.alerts()).isEmpty();
		this.monitor.connect(Gauges.none()
			.withBudget(() -> new Gauges.BudgetLevel(9_500, 10_000))
			.withQueue(() -> new Gauges.QueueLevel(800, 1_000))
			.withOpenCircuits(() -> Set.of("https://b.example.com:443", "https://a.example.com:443")));
		sample();
		assertThat(alert(AlertType.BUDGET).currentValue()).isEqualTo(95);
		assertThat(alert(AlertType.QUEUE).context()).containsEntry("waiting", "800");
		assertThat(alert(AlertType.CIRCUIT).message()).contains("2 hosts",
				"hosts: https://a.example.com:443, https://b.example.com:443.");
	}

	@Test
	void listenersAreToldOfBeginningAndEnd() {
		List<PerformanceAlert> told = new ArrayList<>();
		AlertDesk desk = new AlertDesk(AlertThresholds.defaults(), outlet(told));
		Slice slow = slice(Duration.ofSeconds(5));
		desk.look(new AlertReadings(List.of(slow), 1), slow);
		for (int i = 0; i < 14; i++) {
			Slice good = slice(Duration.ofMillis(5));
			desk.look(new AlertReadings(List.of(good), 1), good);
		}
		assertThat(told).extracting(PerformanceAlert::isActive).containsExactly(true, false);
		assertThat(told).extracting(PerformanceAlert::type).containsOnly(AlertType.LATENCY);
	}

	@Test
	void memoryThatLeaksIsAnAlertAndAnEventOnce() {
		List<MemoryLeakDetectedEvent> told = new ArrayList<>();
		PerformanceMonitor watching = new PerformanceMonitor(
				MonitorSettings.defaults().withMetricsInterval(Duration.ofHours(1)), this.time, new OwnFailures(),
				() -> this.reading);
		watching.connect(Gauges.none().withMemory(() -> java.util.Map.of("cache", 10 * MB)));
		watching.addListener(MemoryLeakDetectedEvent.class, told::add);
		watching.start();
		try {
			for (int minute = 0; minute < 200; minute++) {
				this.reading = reading(100 * MB + minute * MB, 0);
				this.time.pass(Duration.ofMinutes(1));
				watching.sample();
			}
			org.awaitility.Awaitility.await().until(() -> !told.isEmpty());
		}
		finally {
			watching.stop();
		}
		assertThat(told).singleElement().satisfies((event) -> {
			assertThat(event.growthRate()).as("60 MB an hour").isBetween(59.0 * MB, 61.0 * MB);
			assertThat(event.confidence()).isBetween(0.99, 1.0);
			assertThat(event.recommendations()).anyMatch((words) -> words.contains("heap dumps"))
				.anyMatch((words) -> words.contains("not the starter's cache"));
		});
		assertThat(watching.alerts()).filteredOn((alert) -> alert.type() == AlertType.MEMORY_LEAK)
			.singleElement()
			.satisfies((alert) -> assertThat(alert.message()).contains("60.0 MB per hour", "suspect: heap"));
	}

	@Test
	void whatTheStarterIsKnownToHoldIsNoLeak() {
		long[] cached = new long[1];
		this.monitor.connect(Gauges.none().withMemory(() -> java.util.Map.of("cache", cached[0])));
		for (int minute = 0; minute < 200; minute++) {
			cached[0] = minute * MB;
			this.reading = reading(100 * MB + cached[0], 0);
			this.time.pass(Duration.ofMinutes(1));
			this.monitor.sample();
		}
		assertThat(alert(AlertType.MEMORY_LEAK)).isNull();
	}

	private Outlet outlet(List<PerformanceAlert> told) {
		Outlet outlet = new Outlet(new OwnFailures());
		outlet.runOn(Runnable::run);
		outlet.add(PerformanceAlertEvent.class, (event) -> told.add(event.alert()));
		return outlet;
	}

	private Slice slice(Duration took) {
		Sampler sampler = new Sampler(Duration.ofSeconds(5), this.time, () -> this.reading, this::none);
		this.time.pass(Duration.ofSeconds(5));
		Slice empty = sampler.sample();
		CallFigures calls = new CallFigures();
		for (int i = 0; i < 10; i++) {
			calls.record(Outcome.SUCCESS, took.toNanos(), 1);
		}
		return new Slice(empty.fromNanos(), empty.untilNanos(), empty.from(), empty.until(), calls.compact(),
				empty.upstream(), empty.endpoints(), empty.served(), empty.errors(), empty.counters(), empty.process(),
				null, null);
	}

	private Sampler.Counted none() {
		return new Sampler.Counted(List.of(), java.util.Map.of(), 0, 0, 0, 0, null);
	}

	private PerformanceAlert alert(AlertType type) {
		return this.monitor.alerts().stream().filter((alert) -> alert.type() == type).findFirst().orElse(null);
	}

	private void sample() {
		this.time.pass(Duration.ofSeconds(5));
		this.monitor.sample();
	}

	private void complete(String entity, int times, Duration took, Integer failure) {
		for (int i = 0; i < times; i++) {
			this.monitor
				.on(new CallEvent.Completed(Calls.get(entity, i), (failure != null) ? Outcome.FAILURE : Outcome.SUCCESS,
						(failure != null) ? failure : 200, Source.NETWORK, took, 10, null, this.time.nanos()));
		}
	}

	private static ProcessReading reading(long live, long cpuNanos) {
		return new ProcessReading(live, null, live, cpuNanos, 4, 0, 0, null, null, 10);
	}

}
