package io.autotask.performance.benchmark.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.autotask.performance.call.TimeSource;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Load in virtual time: what is asked when, whatever the server does. */
class GeneratorTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final long SECOND = 1_000_000_000L;

	private final List<Intended> begun = Collections.synchronizedList(new ArrayList<>());

	/** From when it was due to its answer. */
	private final List<Long> latencies = Collections.synchronizedList(new ArrayList<>());

	private final AtomicInteger dropped = new AtomicInteger();

	@Test
	void anOpenLoadAsksOnTimeThoughNobodyAnswers() {
		play(constant(10), 1_000, (intended) -> Mono.delay(Duration.ofHours(1)).then(), Duration.ofHours(2));
		assertThat(this.begun).hasSize(600);
		assertThat(this.begun).allSatisfy((intended) -> {
			assertThat(intended.lag()).isLessThan(1_000_000);
			assertThat(intended.offset()).isCloseTo(intended.number() * SECOND / 10, within(10L));
		});
		assertThat(this.dropped).hasValue(0);
	}

	@ParameterizedTest
	@EnumSource(names = { "CONSTANT", "RAMP_UP", "STEP", "SPIKE", "SINE", "SOAK" })
	void aStallOfFiveSecondsIsInTheLatenciesOfAllWhoWereDueInIt(LoadPattern pattern) {
		long stallFrom = 20 * SECOND;
		long stallTo = 25 * SECOND;
		Load.Open load = new Load.Open(pattern, 100, pattern.isEven() ? 100 : 200, MINUTE, Duration.ofSeconds(10),
				false, 1);
		play(load, 100_000, answersButNotBetween(stallFrom, stallTo), Duration.ofMinutes(2));
		List<Long> truth = new ArrayList<>();
		Arrivals.of(load, 1)
			.forEachRemaining(
					(long due) -> truth.add(((due >= stallFrom && due < stallTo) ? stallTo - due : 0) + 10_000_000));
		assertThat((double) percentile(this.latencies, 0.99)).isCloseTo(percentile(truth, 0.99),
				within(percentile(truth, 0.99) * 0.05));
		assertThat(percentile(this.latencies, 0.99)).isGreaterThan(3 * SECOND);
	}

	@Test
	void usersWhoWaitDoNotSeeTheStallWhichIsWhyTheyAreCalledClosed() {
		Load.Closed load = new Load.Closed(5, 10_000, MINUTE, Duration.ofMillis(40), 0, Duration.ZERO);
		play(load, 1_000, answersButNotBetween(20 * SECOND, 25 * SECOND), Duration.ofMinutes(2));
		assertThat(percentile(this.latencies, 0.99)).isLessThan(SECOND);
		assertThat(Collections.max(this.latencies)).isGreaterThan(4 * SECOND);
	}

	@Test
	void whatCannotBeginIsDroppedAndCounted() {
		play(constant(10), 25, (intended) -> Mono.delay(MINUTE.multipliedBy(2)).then(), Duration.ofMinutes(4));
		assertThat(this.begun).hasSize(25);
		assertThat(this.dropped).hasValue(575);
	}

	@Test
	void closedUsersMakeAsManyStepsAsAskedAndNeverMoreAtOnceThanThereAreUsers() {
		AtomicInteger inFlight = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		play(new Load.Closed(5, 1_000, MINUTE, Duration.ZERO, 0, Duration.ZERO), 1, (intended) -> Mono.defer(() -> {
			most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
			return Mono.delay(Duration.ofMillis(20)).doOnNext((tick) -> inFlight.decrementAndGet()).then();
		}), MINUTE);
		assertThat(this.begun).hasSize(1_000);
		assertThat(this.begun).extracting(Intended::number).doesNotHaveDuplicates();
		assertThat(most).hasValue(5);
		for (int user = 0; user < 5; user++) {
			int one = user;
			assertThat(this.begun.stream().filter((intended) -> intended.user() == one)).as("user " + user)
				.hasSize(200);
		}
	}

	@Test
	void everyUserHasItsTurnThoughAnswersAreInMemory() {
		StepVerifier.create(new Generator(TimeSource.system(), Schedulers.parallel(), Schedulers.parallel(), 1)
			.play(new Load.Closed(8, 8_000, MINUTE, Duration.ZERO, 0, Duration.ZERO), 1, (intended) -> {
				this.begun.add(intended);
				return Mono.empty();
			}, () -> {
			}, Mono.never())).verifyComplete();
		assertThat(this.begun).hasSize(8_000);
		assertThat(this.begun.stream().map(Intended::user).distinct()).hasSize(8);
	}

	@Test
	void usersThinkAndBeginOneAfterAnother() {
		play(new Load.Closed(5, Long.MAX_VALUE, MINUTE, Duration.ofSeconds(1), 0.5, Duration.ofSeconds(20)), 1,
				(intended) -> Mono.empty(), MINUTE.plusSeconds(5));
		for (int user = 0; user < 5; user++) {
			int one = user;
			List<Intended> own = this.begun.stream().filter((intended) -> intended.user() == one).toList();
			assertThat(own.get(0).offset()).isCloseTo(user * 5 * SECOND, within(SECOND / 100));
			for (int i = 1; i < own.size(); i++) {
				assertThat(own.get(i).dueAt() - own.get(i - 1).dueAt()).isBetween(SECOND / 2, 3 * SECOND / 2);
			}
			assertThat((double) own.size()).isCloseTo(60 - user * 5, within(6.0));
		}
	}

	@Test
	void timeEndsAClosedLoadAndCallsOnTheirWayComeToTheirEnd() {
		AtomicInteger answered = new AtomicInteger();
		play(new Load.Closed(3, Long.MAX_VALUE, Duration.ofSeconds(10), Duration.ZERO, 0, Duration.ZERO), 1,
				(intended) -> Mono.delay(Duration.ofSeconds(4)).doOnNext((tick) -> answered.incrementAndGet()).then(),
				Duration.ofSeconds(12));
		assertThat(this.begun).hasSize(9);
		assertThat(answered).hasValue(9);
	}

	@ParameterizedTest
	@EnumSource(names = { "CONSTANT", "REPLAY" })
	void whatStopsARoundLetsCallsOnTheirWayEnd(LoadPattern pattern) {
		Load load = (pattern == LoadPattern.REPLAY) ? new Load.Replay(new long[] { 0, SECOND, 30 * SECOND }, 1)
				: constant(1);
		Sinks.Empty<Void> stop = Sinks.empty();
		AtomicInteger answered = new AtomicInteger();
		StepVerifier.withVirtualTime(() -> {
			Mono.delay(Duration.ofMillis(1_500)).subscribe((tick) -> stop.tryEmitEmpty());
			return generator(10).play(load, 1,
					(intended) -> Mono.delay(Duration.ofSeconds(4))
						.doOnNext((tick) -> answered.incrementAndGet())
						.then(),
					this.dropped::incrementAndGet, stop.asMono());
		}).thenAwait(Duration.ofSeconds(6)).verifyComplete();
		assertThat(answered).hasValue(2);
	}

	@Test
	void latencyCountsFromWhenACallWasDueThoughTheGeneratorIsLate() {
		// A clock that jumps: between two looks at it two seconds pass.
		ManualTime time = new ManualTime();
		VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
		new Generator(time, scheduler, Schedulers.immediate(), 1_000)
			.play(new Load.Replay(new long[] { 0, SECOND, 2 * SECOND }, 1), 1, (intended) -> {
				this.begun.add(intended);
				time.pass(Duration.ofMillis(2_500));
				return Mono.empty();
			}, this.dropped::incrementAndGet, Mono.never())
			.subscribe();
		scheduler.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(this.begun).extracting(Intended::lag).containsExactly(0L, 3 * SECOND / 2, 3 * SECOND);
	}

	private void play(Load load, int mostInFlight, Function<Intended, Mono<Void>> call, Duration time) {
		StepVerifier.withVirtualTime(() -> generator(mostInFlight).play(load, 1, (intended) -> {
			this.begun.add(intended);
			TimeSource clock = ManualTime.virtual();
			return call.apply(intended).doOnTerminate(() -> this.latencies.add(clock.nanos() - intended.dueAt()));
		}, this.dropped::incrementAndGet, Mono.never())).thenAwait(time).verifyComplete();
	}

	private static Generator generator(int mostInFlight) {
		return new Generator(ManualTime.virtual(), Schedulers.parallel(), Schedulers.parallel(), mostInFlight);
	}

	private static Load.Open constant(double rate) {
		return new Load.Open(LoadPattern.CONSTANT, rate, rate, MINUTE, Duration.ZERO, false, 1);
	}

	private static Function<Intended, Mono<Void>> answersButNotBetween(long from, long to) {
		return (intended) -> Mono.defer(() -> {
			long now = intended.offset() + intended.lag();
			long wait = ((now >= from && now < to) ? to - now : 0) + 10_000_000;
			return Mono.delay(Duration.ofNanos(wait)).then();
		});
	}

	private static long percentile(List<Long> values, double share) {
		long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
		Arrays.sort(sorted);
		return sorted[(int) Math.ceil(share * sorted.length) - 1];
	}

}
