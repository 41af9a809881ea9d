package io.autotask.performance.client.relation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class GatheringTests {

	private final List<List<Long>> queries = new ArrayList<>();

	private final AtomicInteger writes = new AtomicInteger();

	private final AtomicBoolean held = new AtomicBoolean();

	private final RelationUse.Account account = new RelationUse.Account();

	private Function<List<Long>, Mono<Map<Long, String>>> server = (ids) -> Mono.delay(Duration.ofMillis(100))
		.map((tick) -> rows(ids));

	@Test
	void allThatIsAskedForAtTheSameTimeIsOneQuery() {
		StepVerifier.withVirtualTime(() -> ask(gathering(100), 7, 3, 7, 5))
			.thenAwait(Duration.ofMillis(106))
			.expectNext("7", "3", "7", "5")
			.verifyComplete();
		assertThat(this.queries).containsExactly(List.of(3L, 5L, 7L));
	}

	@Test
	void aLoneReaderHardlyWaits() {
		StepVerifier.withVirtualTime(() -> ask(gathering(100), 7))
			.expectSubscription()
			.expectNoEvent(Duration.ofNanos(100_490_000))
			.thenAwait(Duration.ofNanos(20_000))
			.expectNext("7")
			.verifyComplete();
	}

	@Test
	void aWaveThatGrowsIsWaitedForButNotForLong() {
		StepVerifier.withVirtualTime(() -> {
			Gathering<String> gathering = gathering(100);
			return Flux.range(1, 30)
				.concatMap((id) -> Mono.just(id).delayElement(Duration.ofNanos(400_000)))
				.flatMap((id) -> gathering.load(id), 100);
		}).thenAwait(Duration.ofMillis(200)).expectNextCount(30).verifyComplete();
		assertThat(this.queries).hasSizeBetween(2, 4);
	}

	@Test
	void aWaveThatIsHeldOpenEndsWhenItIsTold() {
		Gathering<String> gathering = gathering(100);
		this.held.set(true);
		StepVerifier.withVirtualTime(() -> ask(gathering, 5))
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(5))
			.then(() -> assertThat(this.queries).isEmpty())
			.then(gathering::flush)
			.thenAwait(Duration.ofMillis(100))
			.expectNext("5")
			.verifyComplete();
	}

	@Test
	void aFullQueryLeavesAtOnce() {
		Gathering<String> gathering = gathering(2_000);
		StepVerifier.withVirtualTime(() -> ask(gathering, LongStream.rangeClosed(1, 1_200).toArray()))
			.thenAwait(Duration.ofMillis(110))
			.expectNextCount(1_200)
			.verifyComplete();
		assertThat(this.queries).extracting(List::size).containsExactly(500, 500, 200);
	}

	@Test
	void aRowThatIsNotThereIsEmptyAndRemembered() {
		this.server = (ids) -> Mono.just(Map.of());
		Gathering<String> gathering = gathering(100);
		StepVerifier.create(gathering.load(5)).verifyComplete();
		StepVerifier.create(gathering.load(5)).verifyComplete();
		assertThat(this.queries).hasSize(1);
	}

	@Test
	void aQueryThatFailsFailsAllThatWaitAndIsAskedAgain() {
		this.server = (ids) -> Mono.error(new IllegalStateException("down"));
		Gathering<String> gathering = gathering(100);
		StepVerifier.create(Flux.mergeDelayError(2, gathering.load(5), gathering.load(6))).verifyError();
		this.server = (ids) -> Mono.just(rows(ids));
		StepVerifier.create(gathering.load(5)).expectNext("5").verifyComplete();
		this.server = (ids) -> Mono.empty();
		StepVerifier.create(gathering.load(9)).verifyComplete();
	}

	@Test
	void afterAWriteNothingFromBeforeIsUsed() {
		StepVerifier.withVirtualTime(() -> {
			Gathering<String> gathering = gathering(100);
			Mono<String> joins = Mono.delay(Duration.ofMillis(50)).then(gathering.load(5));
			Mono<String> comesAfterAWrite = Mono.delay(Duration.ofMillis(60))
				.doOnNext((tick) -> this.writes.incrementAndGet())
				.then(gathering.load(5));
			Mono<String> remembers = Mono.delay(Duration.ofMillis(300)).then(gathering.load(5));
			return Flux.merge(gathering.load(5), joins, comesAfterAWrite, remembers);
		}).thenAwait(Duration.ofMillis(400)).expectNextCount(4).verifyComplete();
		assertThat(this.queries).hasSize(2);
		assertThat(this.account.figures()).isEqualTo(new RelationFigures(0, 1, 2, 2, 0, 0));
	}

	@Test
	void forgetsTheRowsThatWereUsedLongAgo() {
		this.server = (ids) -> Mono.just(rows(ids));
		Gathering<String> gathering = gathering(2);
		IntStream.of(1, 2, 3, 1, 3).forEach((id) -> gathering.load(id).block());
		assertThat(this.queries).extracting((ids) -> ids.get(0)).containsExactly(1L, 2L, 3L, 1L);
	}

	private Flux<String> ask(Gathering<String> gathering, long... ids) {
		return Flux.fromStream(() -> LongStream.of(ids).boxed()).flatMapSequential(gathering::load, 2_000);
	}

	private Gathering<String> gathering(int capacity) {
		return new Gathering<>((ids) -> {
			this.queries.add(ids);
			return this.server.apply(ids);
		}, () -> {
			int before = this.writes.get();
			return () -> this.writes.get() == before;
		}, this.held::get, this.account, capacity);
	}

	private static Map<Long, String> rows(List<Long> ids) {
		return ids.stream().collect(Collectors.toMap((id) -> id, String::valueOf));
	}

}
