package io.autotask.performance.monitor;

import java.time.Duration;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Serving;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PerformanceMonitorTests {

	private static final ApiCall GET = Calls.get("Tickets", 5);

	private final ManualTime time = new ManualTime();

	private final PerformanceMonitor monitor = new PerformanceMonitor(this.time);

	@Test
	void knowsNothingBeforeTheFirstCall() {
		MonitorSnapshot snapshot = this.monitor.snapshot();
		assertThat(snapshot.calls().latency())
			.isEqualTo(new LatencySnapshot(0, null, null, null, null, null, null, null, null, null));
		assertThat(snapshot.calls().errorRate()).isNull();
		assertThat(snapshot.throughput()).isNull();
		assertThat(snapshot.timeSaved()).isNull();
		assertThat(snapshot.endpoints()).isEmpty();
	}

	@Test
	void measuresCallsAsTheirCallersFeltThem() {
		for (int millis = 1; millis <= 100; millis++) {
			complete(GET, Outcome.SUCCESS, Duration.ofMillis(millis));
		}
		complete(GET, Outcome.FAILURE, Duration.ofMillis(500));
		complete(GET, Outcome.CANCELLED, Duration.ofMillis(900));
		CallFiguresSnapshot calls = this.monitor.snapshot().calls();
		assertThat(calls)
			.extracting(CallFiguresSnapshot::successes, CallFiguresSnapshot::failures,
					CallFiguresSnapshot::cancellations)
			.containsExactly(100L, 1L, 1L);
		assertThat(calls.errorRate()).isCloseTo(100.0 / 101, within(0.001));
		assertThat(calls.latency().p50()).isCloseTo(51, within(1.0));
		assertThat(calls.latency().p95()).isCloseTo(96, within(1.0));
		assertThat(calls.latency().maximum()).isCloseTo(500, within(5.0));
		assertThat(calls.latency().average()).isCloseTo((5050 + 500) / 101.0, within(0.5));
	}

	@Test
	void splitsFiguresByEntityAndOperation() {
		complete(GET, Outcome.SUCCESS, Duration.ofMillis(1));
		complete(Calls.count("Companies", "x"), Outcome.FAILURE, Duration.ofMillis(1));
		assertThat(this.monitor.snapshot().endpoints()).containsOnlyKeys("Tickets", "Companies");
		assertThat(this.monitor.snapshot().endpoints().get("Companies").get("count").failures()).isEqualTo(1);
	}

	@Test
	void aMillionInventedEntitiesTakeNoMoreRoomThanOne() {
		for (int i = 0; i < 100_000; i++) {
			complete(Calls.get("Invented" + i, 1), Outcome.SUCCESS, Duration.ofMillis(1));
		}
		assertThat(this.monitor.snapshot().endpoints()).containsOnlyKeys("other");
	}

	@Test
	void forgetsInRecentWhatIsOlderThanFiveMinutes() {
		complete(GET, Outcome.SUCCESS, Duration.ofMillis(1));
		this.time.pass(Duration.ofMinutes(4));
		complete(GET, Outcome.SUCCESS, Duration.ofMillis(1));
		assertThat(this.monitor.snapshot().recent().total()).isEqualTo(2);
		this.time.pass(Duration.ofMinutes(2));
		assertThat(this.monitor.snapshot().recent().total()).isEqualTo(1);
		this.time.pass(Duration.ofHours(1));
		assertThat(this.monitor.snapshot().recent().total()).isZero();
		assertThat(this.monitor.snapshot().calls().total()).isEqualTo(2);
	}

	@Test
	void measuresThroughputOverTheLastMinute() {
		for (int second = 0; second < 120; second++) {
			this.time.pass(Duration.ofSeconds(1));
			complete(GET, Outcome.SUCCESS, Duration.ofMillis(1));
			complete(GET, Outcome.SUCCESS, Duration.ofMillis(1));
		}
		assertThat(this.monitor.snapshot().throughput()).isCloseTo(2.0, within(0.1));
		this.time.pass(Duration.ofMinutes(2));
		assertThat(this.monitor.snapshot().throughput()).isZero();
	}

	@Test
	void measuresThroughputOverTheTimeThereWasWhenItIsLessThanAMinute() {
		this.time.pass(Duration.ofSeconds(2));
		for (int i = 0; i < 10; i++) {
			complete(GET, Outcome.SUCCESS, Duration.ofMillis(1));
		}
		assertThat(this.monitor.snapshot().throughput()).isCloseTo(5.0, within(0.01));
	}

	@Test
	void estimatesSavedTimeOnlyFromMeasuredRequestsOfTheSameKind() {
		recall(GET, 100);
		assertThat(this.monitor.snapshot().timeSaved()).isNull();
		this.monitor.on(new CallEvent.Departed(GET));
		this.monitor.on(new CallEvent.Returned(GET, 200, Duration.ofMillis(300), 100));
		recall(GET, 100);
		recall(Calls.count("Companies", "x"), 100);
		MonitorSnapshot snapshot = this.monitor.snapshot();
		assertThat(snapshot.timeSaved()).isCloseTo(Duration.ofMillis(299), Duration.ofMillis(1));
		assertThat(snapshot.bytesNotAsked()).isEqualTo(300);
		assertThat(snapshot.bytesIn()).isEqualTo(100);
		assertThat(snapshot.upstream().count()).isEqualTo(1);
	}

	@Test
	void countsCallsOfTheStarterItselfApart() {
		ApiCall own = Calls.get("ThresholdInformation", 1, new CallOptions(false, 5, null, null, true));
		this.monitor.on(new CallEvent.Arrived(own));
		this.monitor.on(new CallEvent.Departed(own));
		complete(own, Outcome.SUCCESS, Duration.ofMillis(1));
		MonitorSnapshot snapshot = this.monitor.snapshot();
		assertThat(snapshot.ledger().total()).isZero();
		assertThat(snapshot.ledger().background()).isEqualTo(1);
		assertThat(snapshot.ledger().upstream()).isEqualTo(1);
		assertThat(snapshot.calls().total()).isZero();
	}

	private void recall(ApiCall call, long bytes) {
		this.monitor
			.on(new CallEvent.Completed(call, Outcome.SUCCESS, 200, Serving.Source.CACHE, Duration.ofMillis(1), bytes));
	}

	private void complete(ApiCall call, Outcome outcome, Duration took) {
		this.monitor.on(new CallEvent.Completed(call, outcome, 200, Serving.Source.NETWORK, took, 10));
	}

}
