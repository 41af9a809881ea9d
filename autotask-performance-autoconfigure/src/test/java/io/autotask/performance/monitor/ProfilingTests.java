package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.monitor.flight.JvmRecorder;
import io.autotask.performance.monitor.profile.Profile;
import io.autotask.performance.monitor.profile.ProfileSnapshot;
import io.autotask.performance.optimizer.dispatch.BatchSettings;
import io.autotask.performance.optimizer.dispatch.DispatchSettings;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Profiles of real calls to a real server. */
class ProfilingTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final Path path = Path.to(this.autotask)
		.dispatch(new DispatchSettings(1, 10, 1_000, Duration.ofSeconds(30)).withBatching(BatchSettings.none()))
		.build();

	private final PerformanceMonitor monitor = this.path.monitor;

	private final WebClient client = this.path.client();

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void explainsWhereTheTimeOfAnOperationWent() {
		this.autotask.answeringAfter(Duration.ofMillis(100));
		ProfileSnapshot result = profile(() -> {
			this.monitor.addProfileMarker("three that wait for one slot");
			Flux.range(1, 3).flatMap(this::read).blockLast();
			this.monitor.addProfileMarker("the same from memory");
			Flux.range(1, 3).flatMap(this::read).blockLast();
		});
		assertThat(result.explained()).isGreaterThanOrEqualTo(97);
		Duration sum = result.phases().values().stream().reduce(Duration.ZERO, Duration::plus);
		assertThat(sum).as("exactly").isCloseTo(result.wall(), Duration.ofNanos(1_000));
		Map<String, Duration> waiting = result.segments().get(1).phases();
		assertThat(waiting.get("first-byte")).isGreaterThan(Duration.ofMillis(100));
		assertThat(waiting.get("slot")).isGreaterThan(Duration.ofMillis(100));
		assertThat(waiting).containsKeys("connect", "transfer", "cache");
		assertThat(result.segments().get(2).phases()).containsKeys("cache", "decode", "own-code")
			.doesNotContainKeys("first-byte", "slot", "connect");
		assertThat(result.calls().served()).isEqualTo(Map.of("network", 3L, "cache", 3L));
		assertThat(result.calls().rows()).isEqualTo(6);
		assertThat(result.usage().threadAllocated()).isPositive();
		assertThat(this.monitor.profiles()).containsExactly(result);
		assertThat(this.path.performance.dashboard().performance().profiles()).singleElement().satisfies((summary) -> {
			assertThat(summary.name()).isEqualTo("test");
			assertThat(summary.calls()).isEqualTo(6);
			assertThat(summary.phases()).containsKey("first-byte");
		});
	}

	@Test
	void whatAProfiledCallDecodedNobodyDecodesAgain() {
		this.autotask.answering(Reply.json(200, "{\"item\":{\"id\":7}}"));
		read(7).block();
		Mono<Answer> read = this.client.get().uri("/Tickets/7").retrieve().bodyToMono(Answer.class);
		List<Answer> answers = new ArrayList<>();
		ProfileSnapshot first = profile(() -> answers.add(read.block()));
		ProfileSnapshot second = profile(() -> answers.add(read.block()));
		answers.add(read.block());
		assertThat(first.phases()).containsKey("decode");
		assertThat(second.phases()).doesNotContainKey("decode");
		assertThat(answers).allSatisfy((answer) -> assertThat(answer).isSameAs(answers.get(0)));
	}

	@Test
	void callsThatShareARequestGoThroughItsPhases() {
		this.autotask.answeringAfter(Duration.ofMillis(100));
		ProfileSnapshot result = profile(() -> Flux.range(0, 5).flatMap((i) -> read(7)).blockLast());
		assertThat(this.autotask.arrivals()).hasSize(1);
		assertThat(result.calls().served()).isEqualTo(Map.of("network", 1L, "shared", 4L));
		assertThat(result.phases().get("first-byte")).isGreaterThan(Duration.ofMillis(90));
		assertThat(result.explained()).isGreaterThanOrEqualTo(97);
	}

	@Test
	void whoJoinsARequestThatNobodyProfilesSeesItsPhasesToo() {
		this.autotask.answeringAfter(Duration.ofMillis(300));
		Mono<JsonNode> leader = read(7).cache();
		leader.subscribe();
		Awaitility.await().until(() -> this.autotask.arrivals().size() == 1);
		ProfileSnapshot result = profile(() -> read(7).block());
		assertThat(result.calls().served()).isEqualTo(Map.of("shared", 1L));
		assertThat(result.phases()).containsKey("first-byte").doesNotContainKeys("slot", "connect");
	}

	@Test
	void countsTheRowsOfQueriesAndWhatFailed() {
		this.autotask.answering((arrival) -> Mono.just(arrival.path().contains("/query")
				? Reply.json(200, "{\"items\":[{\"id\":1},{\"id\":2}],\"pageDetails\":{}}")
				: Reply.json(404, "{\"errors\":[\"no\"]}")));
		ProfileSnapshot result = profile(() -> {
			this.client.post()
				.uri("/Tickets/query")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{\"filter\":[{\"op\":\"exist\",\"field\":\"id\"}]}")
				.retrieve()
				.bodyToMono(JsonNode.class)
				.block();
			read(1).onErrorComplete().block();
		});
		assertThat(result.calls().rows()).isEqualTo(2);
		assertThat(result.calls().failures()).isEqualTo(1);
	}

	@Test
	void theReactiveFormFollowsCallsAcrossThreads() {
		List<ProfileSnapshot> told = new CopyOnWriteArrayList<>();
		this.monitor.addListener(ProfileEvent.class, (event) -> told.add(event.profile()));
		this.monitor.start();
		try {
			this.monitor
				.profile("reactive",
						(profile) -> read(1).doOnNext((row) -> profile.marker("second"))
							.delayElement(Duration.ofMillis(20))
							.flatMap((row) -> read(2)))
				.block();
			Awaitility.await().until(() -> !told.isEmpty());
		}
		finally {
			this.monitor.stop();
		}
		assertThat(told.get(0).calls().total()).isEqualTo(2);
		assertThat(told.get(0).segments()).extracting(ProfileSnapshot.Segment::name).containsExactly("start", "second");
		assertThat(told.get(0).hotStacks()).as("the flight recorder is not allowed").isNull();
	}

	@Test
	void whenItIsSwitchedOffNothingIsMeasuredAndNothingLooksMeasured() {
		PerformanceMonitor without = new PerformanceMonitor(MonitorSettings.defaults().withProfiling(false, false),
				TimeSource.system(), new OwnFailures());
		try (Profile profile = without.startProfiling("nothing")) {
			profile.marker("x");
			assertThat(profile.result()).isEmpty();
		}
		assertThat(without.profile("nothing", (profile) -> Mono.just(1)).block()).isEqualTo(1);
		assertThat(without.profileMany("nothing", (profile) -> Flux.just(1)).blockLast()).isEqualTo(1);
		assertThat(without.stopProfiling()).isEmpty();
		assertThat(without.profiles()).isEmpty();
	}

	@Test
	@EnabledIf("isRecorderAvailable")
	void whereTheRecorderIsAllowedItShowsWhereTheProcessRan() {
		PerformanceMonitor recording = new PerformanceMonitor(MonitorSettings.defaults().withProfiling(true, true),
				TimeSource.system(), new OwnFailures());
		List<ProfileSnapshot> told = new CopyOnWriteArrayList<>();
		recording.addListener(ProfileEvent.class, (event) -> told.add(event.profile()));
		recording.start();
		try {
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
				try (Profile profile = recording.startProfiling("busy")) {
					profile.marker("busy");
					busy();
				}
				return told.stream()
					.anyMatch((profile) -> profile.hotStacks() != null && profile.hotStacks()
						.stream()
						.anyMatch((stack) -> stack.stack().contains("ProfilingTests.busy")));
			});
		}
		finally {
			recording.stop();
		}
	}

	static boolean isRecorderAvailable() {
		return JvmRecorder.isAvailable();
	}

	private static double busy() {
		double sum = 0;
		long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
		while (System.nanoTime() < end) {
			for (int i = 0; i < 1_000; i++) {
				sum += Math.sqrt(i);
			}
		}
		return sum;
	}

	private ProfileSnapshot profile(Runnable work) {
		this.monitor.startProfiling("test");
		work.run();
		return this.monitor.stopProfiling().orElseThrow();
	}

	private Mono<JsonNode> read(int id) {
		return this.client.get().uri("/Tickets/{id}", id).retrieve().bodyToMono(JsonNode.class);
	}

	record Answer(Ticket item) {

		record Ticket(long id) {

		}

	}

}
