package io.autotask.performance.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Entities;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.Serving.Source;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PerformanceMonitorTests {

	private static final ApiCall GET = Calls.get("Tickets", 5);

	private final ManualTime time = new ManualTime();

	private ProcessReading reading = reading(100, 0, 0, 0);

	private final PerformanceMonitor monitor = monitor(MonitorSettings.defaults());

	@Test
	void knowsNothingBeforeTheFirstCall() {
		MonitorSnapshot snapshot = this.monitor.snapshot();
		assertThat(snapshot.calls().latency()).isEqualTo(LatencySnapshot.none());
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
		assertThat(this.monitor.snapshot().endpoints().get("Companies").get("count").calls().failures()).isEqualTo(1);
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
		pass(Duration.ofMinutes(4));
		complete(GET, Outcome.SUCCESS, Duration.ofMillis(1));
		assertThat(this.monitor.snapshot().recent().total()).isEqualTo(2);
		pass(Duration.ofMinutes(2));
		assertThat(this.monitor.snapshot().recent().total()).isEqualTo(1);
		pass(Duration.ofHours(1));
		assertThat(this.monitor.snapshot().recent().total()).isZero();
		assertThat(this.monitor.snapshot().calls().total()).isEqualTo(2);
	}

	@Test
	void measuresThroughputOverTheLastMinute() {
		for (int i = 0; i < 24; i++) {
			for (int call = 0; call < 10; call++) {
				complete(GET, Outcome.SUCCESS, Duration.ofMillis(1));
			}
			pass(Duration.ofSeconds(5));
		}
		assertThat(this.monitor.snapshot().throughput()).isCloseTo(2.0, within(0.01));
		pass(Duration.ofMinutes(2));
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
		assertThat(snapshot.timeSaved()).isEqualTo(Duration.ofMillis(2 * 299));
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

	@Test
	void splitsCallsByHowTheyWereServedAndRequestsFromThem() {
		complete(GET, Outcome.SUCCESS, Duration.ofMillis(300));
		recall(GET, 10);
		recall(GET, 10);
		this.monitor.on(new CallEvent.Returned(GET, 503, Duration.ofMillis(290), 7));
		EndpointSnapshot endpoint = this.monitor.snapshot().endpoints().get("Tickets").get("get");
		assertThat(endpoint.calls().total()).isEqualTo(3);
		assertThat(endpoint.served()).containsOnlyKeys("network", "cache");
		assertThat(endpoint.served().get("cache").latency().maximum()).isCloseTo(1, within(0.02));
		assertThat(endpoint.served().get("network").latency().maximum()).isCloseTo(300, within(3.0));
		assertThat(endpoint.upstream().failures()).isEqualTo(1);
		assertThat(endpoint.upstream().bytes()).isEqualTo(7);
		assertThat(this.monitor.snapshot().served()).isEqualTo(Map.of("cache", 2L, "network", 1L));
	}

	@Test
	void countsErrorsByKind() {
		fail(404, null);
		fail(500, null);
		fail(500, null);
		fail(null, "queue-full");
		complete(GET, Outcome.SUCCESS, Duration.ofMillis(1));
		assertThat(this.monitor.snapshot().errors())
			.isEqualTo(Map.of("http-404", 1L, "http-500", 2L, "queue-full", 1L));
	}

	@Test
	void remembersTheCallsThatEndedLast() {
		PerformanceMonitor small = monitor(MonitorSettings.defaults().withRequests(3));
		for (int i = 1; i <= 5; i++) {
			this.time.pass(Duration.ofSeconds(1));
			small.on(completed(Calls.get("Tickets", i), Outcome.SUCCESS, 200, Source.CACHE, Duration.ofMillis(i)));
		}
		assertThat(small.requests(10)).extracting(RequestSample::took)
			.containsExactly(Duration.ofMillis(5), Duration.ofMillis(4), Duration.ofMillis(3));
		assertThat(small.requests(1)).singleElement()
			.isEqualTo(new RequestSample(this.time.instant(), "Tickets", Operation.GET, Outcome.SUCCESS, 200, "cache",
					Duration.ofMillis(5), 10, null, null));
	}

	@Test
	void remembersNoCallWhenThatIsSwitchedOff() {
		PerformanceMonitor without = monitor(MonitorSettings.defaults().withRequests(0));
		without.on(completed(GET, Outcome.SUCCESS, 200, Source.CACHE, Duration.ofMillis(1)));
		assertThat(without.requests(10)).isEmpty();
		assertThat(without.snapshot().calls().total()).isEqualTo(1);
	}

	@Test
	void tellsWhatHappenedInASample() {
		this.monitor.connect(Gauges.none()
			.withCache(() -> new Gauges.HitCount(3, 1))
			.withQueue(() -> new Gauges.QueueLevel(7, 1000)));
		complete(GET, Outcome.SUCCESS, Duration.ofMillis(20));
		fail(404, null);
		this.monitor.on(new CallEvent.Returned(GET, 200, Duration.ofMillis(15), 100));
		this.monitor.on(new CallEvent.Rejected(GET));
		Instant from = this.time.instant();
		pass(Duration.ofSeconds(5));
		TimelineSample sample = this.monitor.timeline(Resolution.FINE).get(0);
		assertThat(sample.from()).isEqualTo(from);
		assertThat(sample.until()).isEqualTo(from.plusSeconds(5));
		assertThat(sample.throughput()).isEqualTo(0.4);
		assertThat(sample.calls().errorRate()).isEqualTo(50);
		assertThat(sample.upstream().total()).isEqualTo(1);
		assertThat(sample.rejections()).isEqualTo(1);
		assertThat(sample.served()).isEqualTo(Map.of("network", 2L));
		assertThat(sample.errors()).isEqualTo(Map.of("http-404", 1L));
		assertThat(sample.cacheHitRate()).isEqualTo(75);
		assertThat(sample.waiting()).isEqualTo(7);
		assertThat(sample.activeConnections()).isNull();
		pass(Duration.ofSeconds(5));
		TimelineSample quiet = this.monitor.timeline(Resolution.FINE).get(1);
		assertThat(quiet.calls().total()).isZero();
		assertThat(quiet.cacheHitRate()).isNull();
		assertThat(quiet.calls().errorRate()).isNull();
	}

	@Test
	void givesTheTimelineFromWhereSomebodyHasItAlready() {
		pass(Duration.ofSeconds(15));
		Instant known = this.monitor.timeline(Resolution.FINE).get(1).until();
		assertThat(this.monitor.snapshot(Resolution.FINE, known).timeline()).singleElement()
			.satisfies((sample) -> assertThat(sample.from()).isEqualTo(known));
		assertThat(this.monitor.snapshot(Resolution.MEDIUM, known).timeline()).as("grew since").hasSize(1);
		assertThat(this.monitor.snapshot().timeline()).hasSize(3);
	}

	@Test
	void aPictureThatTakesLongKeepsNoCallWaiting() throws InterruptedException {
		CountDownLatch looking = new CountDownLatch(1);
		CountDownLatch looked = new CountDownLatch(1);
		this.monitor.connect(Gauges.none().withCache(() -> {
			looking.countDown();
			waitFor(looked);
			return null;
		}));
		Thread picture = new Thread(this.monitor::snapshot, "picture");
		picture.start();
		looking.await();
		complete(GET, Outcome.SUCCESS, Duration.ofMillis(20));
		complete(Calls.get("Companies", 5), Outcome.SUCCESS, Duration.ofMillis(20));
		assertThat(picture.isAlive()).as("still at it").isTrue();
		looked.countDown();
		picture.join();
		assertThat(this.monitor.snapshot().calls().successes()).isEqualTo(2);
	}

	@Test
	void measuresTheProcess() {
		this.reading = reading(100, 0, 0, 0);
		PerformanceMonitor measuring = monitor(MonitorSettings.defaults());
		this.time.pass(Duration.ofSeconds(5));
		this.reading = reading(300, Duration.ofSeconds(5).toNanos(), 3, 40);
		measuring.sample();
		this.reading = reading(200, Duration.ofSeconds(5).toNanos(), 3, 40);
		MonitorSnapshot snapshot = measuring.snapshot();
		assertThat(snapshot.heapPeak()).isEqualTo(300);
		assertThat(snapshot.process().cpuUsage()).as("one of four processors").isEqualTo(25);
		assertThat(snapshot.process().gcPauses()).isEqualTo(3);
		assertThat(snapshot.process().gcPauseTime()).isEqualTo(40);
	}

	@Test
	void takesSamplesOnAThreadOfItsOwnUntilItIsStopped() {
		PerformanceMonitor running = new PerformanceMonitor(
				MonitorSettings.defaults().withMetricsInterval(Duration.ofMillis(5)), TimeSource.system(),
				new OwnFailures());
		List<MetricsEvent> told = new CopyOnWriteArrayList<>();
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		running.addListener(MetricsEvent.class, (event) -> {
			told.add(event);
			threads.add(Thread.currentThread());
		});
		running.start();
		running.start();
		Awaitility.await().until(() -> told.size() >= 2);
		assertThat(running.isRunning()).isTrue();
		assertThat(threads).singleElement().extracting(Thread::getName).isEqualTo("autotask-monitor");
		running.stop();
		running.stop();
		assertThat(running.isRunning()).isFalse();
		Awaitility.await().until(() -> threads.stream().noneMatch(Thread::isAlive));
		int toldBefore = told.size();
		running.on(completed(GET, Outcome.SUCCESS, 200, Source.NETWORK, Duration.ofMillis(1)));
		assertThat(running.snapshot().calls().total()).as("calls are still counted").isEqualTo(1);
		assertThat(told).hasSize(toldBefore);
	}

	@Test
	void tellsSingleCallsOnlyToThoseWhoWantThem() {
		PerformanceMonitor running = monitor(MonitorSettings.defaults());
		List<RequestSample> told = new CopyOnWriteArrayList<>();
		running.start();
		try {
			Disposable listening = running.addListener(RequestEvent.class, (event) -> told.add(event.request()));
			running.on(completed(GET, Outcome.FAILURE, 404, Source.NETWORK, Duration.ofMillis(1)));
			Awaitility.await().until(() -> told.size() == 1);
			assertThat(told.get(0).error()).isEqualTo("http-404");
			listening.dispose();
			running.on(completed(GET, Outcome.FAILURE, 404, Source.NETWORK, Duration.ofMillis(1)));
		}
		finally {
			running.stop();
		}
		assertThat(told).hasSize(1);
	}

	@Test
	void aDayOfTrafficOnEverythingTakesNoMoreRoomThanThreeHours() {
		List<String> entities = List.copyOf(Entities.known().names());
		for (int minute = 0; minute < 24 * 60; minute++) {
			for (int call = 0; call < 20; call++) {
				String entity = entities.get((minute * 20 + call) % entities.size());
				complete(Calls.get(entity, minute), Outcome.SUCCESS, Duration.ofMillis(1 + call));
				complete(Calls.count(entity, "x"), Outcome.SUCCESS, Duration.ofMillis(1 + call));
			}
			this.time.pass(Duration.ofMinutes(1));
			this.monitor.sample();
		}
		MonitorSnapshot snapshot = this.monitor.snapshot();
		assertThat(snapshot.endpoints().values().stream().mapToInt(Map::size).sum())
			.isLessThanOrEqualTo(EndpointFigures.MAX_ENDPOINTS + Operation.values().length);
		assertThat(snapshot.endpoints()).containsKey("other");
		assertThat(this.monitor.timeline(Resolution.FINE)).hasSize(180);
		assertThat(this.monitor.timeline(Resolution.MEDIUM)).hasSize(180);
		assertThat(this.monitor.timeline(Resolution.COARSE)).hasSize(144);
		assertThat(this.monitor.requests(Integer.MAX_VALUE)).hasSize(10_000);
		PerformanceReport day = this.monitor.report(this.time.instant().minus(Duration.ofDays(1)), this.time.instant());
		assertThat(day.summary().calls().total()).isEqualTo(2 * 20 * 24 * 60);
		assertThat(day.endpoints().values().stream().mapToInt(Map::size).sum())
			.isLessThanOrEqualTo(Slice.MAX_ENDPOINTS);
	}

	private static void waitFor(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void recall(ApiCall call, long bytes) {
		this.monitor.on(new CallEvent.Completed(call, Outcome.SUCCESS, 200, Source.CACHE, Duration.ofMillis(1), bytes,
				null, this.time.nanos()));
	}

	private void complete(ApiCall call, Outcome outcome, Duration took) {
		this.monitor.on(completed(call, outcome, 200, Source.NETWORK, took));
	}

	private void fail(Integer status, String error) {
		this.monitor.on(new CallEvent.Completed(GET, Outcome.FAILURE, status, (status != null) ? Source.NETWORK : null,
				Duration.ofMillis(1), 0, error, this.time.nanos()));
	}

	private CallEvent.Completed completed(ApiCall call, Outcome outcome, int status, Source source, Duration took) {
		return new CallEvent.Completed(call, outcome, status, source, took, 10, null, this.time.nanos());
	}

	/** Time passes, and samples are taken as the monitor's thread does. */
	private void pass(Duration duration) {
		for (Duration passed = Duration.ZERO; passed.compareTo(duration) < 0; passed = passed.plusSeconds(5)) {
			this.time.pass(Duration.ofSeconds(5));
			this.monitor.sample();
		}
	}

	private PerformanceMonitor monitor(MonitorSettings settings) {
		return new PerformanceMonitor(settings, this.time, new OwnFailures(), () -> this.reading);
	}

	private static ProcessReading reading(long heap, long cpuNanos, long pauses, long millis) {
		return new ProcessReading(heap, 1_000L, null, cpuNanos, 4, pauses, millis, null, null, 10);
	}

}
