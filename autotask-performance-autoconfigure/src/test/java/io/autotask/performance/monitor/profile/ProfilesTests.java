package io.autotask.performance.monitor.profile;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import io.autotask.performance.call.CallEvent.Outcome;
import io.autotask.performance.call.Phase;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ProfilesTests {

	private final ManualTime time = new ManualTime();

	private final List<ProfileSnapshot> told = new CopyOnWriteArrayList<>();

	private ProcessUse use = new ProcessUse(0L, 0, 0);

	private final Profiles profiles = new Profiles(this.time, () -> this.use, this.told::add);

	@Test
	void measuresWhatTheThreadDoesUntilItIsClosed() {
		assertThat(call()).as("nothing is open").isNull();
		try (Profile profile = this.profiles.start("Import")) {
			this.time.pass(Duration.ofMillis(10));
			profile.marker("read");
			ProfiledCall call = call();
			call.entered(Phase.SLOT);
			this.time.pass(Duration.ofMillis(20));
			call.entered(Phase.BACKOFF);
			call.entered(Phase.FIRST_BYTE);
			this.time.pass(Duration.ofMillis(70));
			call.ended(end(Outcome.SUCCESS, "network", 25));
			call.entered(Phase.DECODE);
			this.time.pass(Duration.ofMillis(5));
			call.left();
			this.use = new ProcessUse(Duration.ofMillis(8).toNanos(), 2, 3);
		}
		ProfileSnapshot result = this.told.get(0);
		assertThat(result.wall()).isEqualTo(Duration.ofMillis(105));
		assertThat(result.phases()).isEqualTo(Map.of("own-code", Duration.ofMillis(10), "slot", Duration.ofMillis(20),
				"first-byte", Duration.ofMillis(70), "decode", Duration.ofMillis(5)));
		assertThat(result.explained()).isEqualTo(100);
		assertThat(result.calls()).isEqualTo(new ProfileSnapshot.Calls(1, 0, 0, 1, 25, 100, Map.of("network", 1L)));
		assertThat(result.samples()).singleElement().satisfies((sample) -> {
			assertThat(sample.end()).isEqualTo(Duration.ofMillis(100));
			assertThat(sample.entity()).isEqualTo("Tickets");
		});
		assertThat(result.usage().processCpu()).isEqualTo(Duration.ofMillis(8));
		assertThat(result.usage().gcPauses()).isEqualTo(2);
		assertThat(result.usage().gcPauseTime()).isEqualTo(Duration.ofMillis(3));
		assertThat(call()).as("nothing is open any more").isNull();
	}

	@Test
	void profilesWithinEachOtherHaveTheSameCalls() {
		try (Profile outer = this.profiles.start("outer")) {
			call().ended(end(Outcome.SUCCESS, "cache", 1));
			try (Profile inner = this.profiles.start("inner")) {
				call().ended(end(Outcome.SUCCESS, "cache", 1));
				assertThat(this.profiles.current()).hasValue(inner);
			}
			assertThat(this.profiles.current()).hasValue(outer);
		}
		assertThat(this.told).extracting((profile) -> profile.name() + " " + profile.calls().total())
			.containsExactly("inner 1", "outer 2");
	}

	@Test
	void anotherThreadsCallsAreNotPartOfIt() {
		try (Profile profile = this.profiles.start("mine")) {
			assertThat(Mono.fromCallable(() -> call() == null).subscribeOn(Schedulers.boundedElastic()).block())
				.isTrue();
			assertThat(profile.isOpen()).isTrue();
		}
	}

	@Test
	void whatFollowsOnACallIsPartOfItOnWhateverThread() {
		Sinks.One<String> answer = Sinks.one();
		AtomicReference<ProfiledCall> next = new AtomicReference<>();
		try (Profile profile = this.profiles.start("chain")) {
			ProfiledCall first = call();
			first.spread(answer.asMono()).doOnNext((value) -> next.set(call())).subscribe();
			Mono.fromRunnable(() -> answer.tryEmitValue("x")).subscribeOn(Schedulers.boundedElastic()).block();
			assertThat(next.get()).isNotNull();
			next.get().ended(end(Outcome.SUCCESS, "network", 0));
			assertThat(profile.isOpen()).isTrue();
		}
		assertThat(this.told.get(0).calls().total()).isEqualTo(1);
		assertThat(Mono.fromCallable(() -> call() == null).subscribeOn(Schedulers.boundedElastic()).block())
			.as("the other thread is free again")
			.isTrue();
	}

	@Test
	void theReactiveFormCarriesItThroughAnyThread() {
		Mono<Integer> work = this.profiles.profiled("reactive", (profile) -> {
			profile.marker("begun");
			return Mono.deferContextual((context) -> {
				this.profiles.call(context).ended(end(Outcome.SUCCESS, "cache", 3));
				return Mono.just(5);
			}).subscribeOn(Schedulers.boundedElastic());
		});
		assertThat(this.told).isEmpty();
		assertThat(work.block()).isEqualTo(5);
		assertThat(work.block()).isEqualTo(5);
		assertThat(this.told).hasSize(2).allSatisfy((profile) -> {
			assertThat(profile.calls().rows()).isEqualTo(3);
			assertThat(profile.segments()).hasSize(2);
		});
	}

	@Test
	void theReactiveFormEndsWithACancellationAndWithAnError() {
		this.profiles.profiledMany("many", (profile) -> Flux.range(0, 100)).take(3).blockLast();
		this.profiles.profiled("error", (profile) -> Mono.error(new IllegalStateException())).onErrorComplete().block();
		assertThat(this.told).extracting(ProfileSnapshot::name).containsExactly("many", "error");
	}

	@Test
	void aReactiveProfileWithinAnotherBelongsToBoth() {
		this.profiles
			.profiled("outer", (outer) -> this.profiles.profiled("inner", (inner) -> Mono.deferContextual((context) -> {
				this.profiles.call(context).ended(end(Outcome.FAILURE, null, 0));
				return Mono.empty();
			})))
			.block();
		assertThat(this.told).extracting((profile) -> profile.calls().failures()).containsExactly(1L, 1L);
	}

	@Test
	void aProfileThatIsClosedElsewhereLeavesNothingBehind() {
		Profile profile = this.profiles.start("handed over");
		Mono.fromRunnable(profile::close).subscribeOn(Schedulers.boundedElastic()).block();
		assertThat(call()).isNull();
		assertThat(profile.result()).isPresent();
		assertThat(profile.result().orElseThrow().usage().threadCpu()).as("of two threads").isNull();
		profile.close();
		assertThat(this.told).hasSize(1);
	}

	@Test
	void whatHappensAfterTheEndIsNotCounted() {
		Profile profile = this.profiles.start("short");
		ProfiledCall call = call();
		profile.close();
		call.ended(end(Outcome.SUCCESS, "cache", 1));
		profile.marker("late");
		assertThat(profile.result().orElseThrow().calls().total()).isZero();
		assertThat(profile.result().orElseThrow().segments()).hasSize(1);
	}

	@Test
	void nothingGrowsWithoutBound() {
		for (int i = 0; i < Profiles.MAX_OPEN + 20; i++) {
			this.profiles.start("left open " + i);
		}
		assertThat(this.told).as("the oldest are ended").hasSize(20);
		for (int i = 0; i < Profiles.MAX_ENDED; i++) {
			this.profiles.start("closed").close();
		}
		assertThat(this.profiles.ended()).hasSize(Profiles.MAX_ENDED);
		Profile profile = this.profiles.start("busy");
		for (int i = 0; i < 1_000; i++) {
			call().ended(end(Outcome.SUCCESS, "cache", 1));
		}
		profile.close();
		assertThat(profile.result().orElseThrow().samples()).hasSize(CallAccount.MAX_SAMPLES);
		assertThat(profile.result().orElseThrow().calls().total()).isEqualTo(1_000);
	}

	@Test
	void isWrittenForOtherTools() {
		Profile profile = this.profiles.start("Bulk; import");
		this.time.pass(Duration.ofMillis(10));
		profile.marker("calls");
		ProfiledCall call = call();
		call.entered(Phase.FIRST_BYTE);
		this.time.pass(Duration.ofMillis(30));
		call.ended(end(Outcome.SUCCESS, "network", 2));
		profile.close();
		ProfileSnapshot result = profile.result().orElseThrow();
		assertThat(result.toCollapsed())
			.isEqualTo("Bulk, import;start;own-code 10000\n" + "Bulk, import;calls;first-byte 30000\n");
		JsonNode json = JsonMapper.shared().readTree(result.toJson());
		assertThat(json.path("wall").asDouble()).isEqualTo(40);
		assertThat(json.path("explained").asDouble()).isEqualTo(100);
		assertThat(json.at("/phases/first-byte").asDouble()).isEqualTo(30);
		assertThat(json.at("/segments/1/name").asString()).isEqualTo("calls");
		assertThat(json.at("/calls/served/network").asInt()).isEqualTo(1);
		assertThat(json.at("/samples/0/took").asDouble()).isEqualTo(7);
		assertThat(json.path("hotStacks").isNull()).isTrue();
	}

	private ProfiledCall call() {
		return this.profiles.call(Context.empty());
	}

	private static CallEnd end(Outcome outcome, String served, long rows) {
		return new CallEnd(Calls.get("Tickets", 5), outcome, served, Duration.ofMillis(7), rows, 100);
	}

}
