package io.autotask.performance.client.scan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBufferLimitException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ScanFlowTests {

	private static final int PAGE = 10;

	private final Rows table = Rows.of(LongStream.rangeClosed(1, 95));

	private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

	private final List<Progress> progress = new CopyOnWriteArrayList<>();

	private final ManualTime time = new ManualTime();

	private final AtomicReference<SlotState> slots = new AtomicReference<>();

	private PageReader reader = (range, size) -> Mono.fromSupplier(() -> this.table.page(range, size));

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3 })
	void deliversAllRowsInOrder(int prefetch) {
		StepVerifier.create(flow(prefetch, 1).rows())
			.expectNextSequence(LongStream.rangeClosed(1, 95).boxed().toList())
			.verifyComplete();
		assertThat(this.asked).hasSize(10);
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 8 })
	void deliversAllRowsFromSeveralRanges(int ranges) {
		assertThat(flow(1, ranges).rows().collectList().block()).containsExactlyInAnyOrderElementsOf(this.table.ids());
	}

	@Test
	void aTableWithoutRowsIsRead() {
		this.table.ids().clear();
		StepVerifier.create(flow(1, 1).rows()).verifyComplete();
		StepVerifier.create(flow(1, 3).rows()).verifyComplete();
	}

	@Test
	void asksForOnePageAheadAndForNoMore() {
		StepVerifier.create(flow(1, 1).rows(), 0)
			.then(() -> assertThat(this.asked).hasSize(1))
			.thenRequest(1)
			.expectNext(1L)
			.then(() -> assertThat(this.asked).hasSize(2))
			.thenRequest(9)
			.expectNextCount(9)
			.then(() -> assertThat(this.asked).hasSize(2))
			.thenRequest(1)
			.expectNext(11L)
			.then(() -> assertThat(this.asked).hasSize(3))
			.thenCancel()
			.verify();
	}

	@Test
	void asksForNoPageAheadWhenToldSo() {
		StepVerifier.create(flow(0, 1).rows(), 0)
			.then(() -> assertThat(this.asked).isEmpty())
			.thenRequest(10)
			.expectNextCount(10)
			.then(() -> assertThat(this.asked).hasSize(1))
			.thenRequest(1)
			.expectNextCount(1)
			.then(() -> assertThat(this.asked).hasSize(2))
			.thenCancel()
			.verify();
	}

	@Test
	void holdsAtMostFourPagesWhenThreeRangesAreReadSlowly() {
		List<Long> delivered = new ArrayList<>();
		Rows large = Rows.of(LongStream.rangeClosed(1, 1_000));
		this.reader = (range, size) -> Mono.fromSupplier(() -> large.page(range, size));
		flow(1, 3, large.ids().size()).rows().doOnNext((row) -> {
			delivered.add(row);
			long through = this.progress.get(this.progress.size() - 1).pages();
			assertThat(this.asked.size() - through).isLessThanOrEqualTo(4);
		}).limitRate(1).blockLast();
		assertThat(delivered).hasSize(1_000);
	}

	@Test
	void cancellingCancelsTheRequestsOnTheirWayAndAsksNoMore() {
		List<Sinks.One<PageBytes>> answers = new ArrayList<>();
		List<IdRange> cancelled = new ArrayList<>();
		this.reader = (range, size) -> {
			Sinks.One<PageBytes> answer = Sinks.one();
			answers.add(answer);
			return answer.asMono().doOnCancel(() -> cancelled.add(range));
		};
		StepVerifier.create(flow(1, 3).rows()).then(() -> {
			answers.get(0).tryEmitValue(this.table.page(IdRange.ALL, PAGE));
			assertThat(answers).hasSize(4);
		}).expectNextCount(PAGE).thenCancel().verify();
		assertThat(cancelled).hasSize(3);
		assertThat(this.asked).hasSize(4);
	}

	@Test
	void aRowThatDoesNotFitStopsItThereAndTheTokenGoesOnBeforeIt() {
		for (int ranges : new int[] { 1, 3 }) {
			this.reader = (range, size) -> Mono
				.just((range.after() == 10) ? broken(",\"title\":1") : page(range, size));
			AtomicReference<ReadStoppedException> stopped = new AtomicReference<>();
			List<Long> delivered = flow(1, ranges).rows()
				.onErrorResume(ReadStoppedException.class, (ex) -> Mono.<Long>empty().doFirst(() -> stopped.set(ex)))
				.collectList()
				.block();
			assertThat(stopped.get())
				.hasMessageContaining("Reading Tickets stopped at the row after the one with id 12")
				.hasMessageContaining("after " + delivered.size() + " rows were delivered")
				.hasMessageContaining("does not fit");
			this.reader = (range, size) -> Mono.just(page(range, size));
			List<Long> rest = flow(1, ranges, stopped.get().continuationToken()).rows().collectList().block();
			assertThat(Stream.concat(delivered.stream(), rest.stream()))
				.containsExactlyInAnyOrderElementsOf(this.table.ids());
		}
	}

	@Test
	void aPageThatBreaksOffDeliversWhatItHas() {
		byte[] whole = page(IdRange.above(10), PAGE).body();
		byte[] half = java.util.Arrays.copyOf(whole, 60);
		this.reader = (range, size) -> Mono
			.just((range.after() == 10) ? new PageBytes(half, true, 20L, PAGE) : page(range, size));
		StepVerifier.create(flow(1, 1).rows())
			.expectNextCount(15)
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(ReadStoppedException.class)
				.hasMessageContaining("after the one with id 15")
				.hasMessageContaining("breaks off"));
	}

	@Test
	void rowsOutOfOrderStopIt() {
		this.reader = (range, size) -> Mono
			.just(Rows.bytes(Stream.of("{\"id\":5}", "{\"id\":4}", "{\"id\":6}"), false));
		StepVerifier.create(flow(1, 1).rows())
			.expectNext(5L)
			.verifyErrorSatisfies((ex) -> assertThat(ex).hasMessageContaining("the row with id 4 comes after the one"));
	}

	@Test
	void anEndThatIsNotWhatItSeemedStopsIt() {
		byte[] body = Rows.body("{\"id\":1},{\"id\":2}", 2, false);
		this.reader = (range, size) -> Mono.just(new PageBytes(body, false, 3L, 2));
		StepVerifier.create(flow(1, 1).rows())
			.expectNext(1L, 2L)
			.verifyErrorSatisfies((ex) -> assertThat(ex).hasMessageContaining("its last row is not the one with id 3"));
	}

	@Test
	void pagesThatGoInACircleStopIt() {
		this.reader = (range, size) -> Mono.just(this.table.page(IdRange.ALL, size));
		StepVerifier.create(flow(1, 1).rows())
			.expectNextCount(PAGE)
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(ReadStoppedException.class)
				.hasMessageContaining("at the page after id 10")
				.hasMessageContaining("this would never end"));
	}

	@Test
	void theFirstErrorIsPassedOnAndALaterOneSaysWhatWasDelivered() {
		IllegalStateException failure = new IllegalStateException("down");
		this.reader = (range, size) -> Mono.error(failure);
		StepVerifier.create(flow(1, 1).rows()).verifyErrorSatisfies((ex) -> assertThat(ex).isSameAs(failure));
		this.reader = (range, size) -> (range.after() == 20) ? Mono.error(failure) : Mono.just(page(range, size));
		StepVerifier.create(flow(1, 1).rows()).expectNextCount(20).verifyErrorSatisfies((ex) -> {
			assertThat(ex)
				.hasMessage("Reading Tickets stopped at the page after id 20, after 20 rows were delivered: down")
				.hasCause(failure);
			assertThat(((ReadStoppedException) ex).continuationToken()).isEqualTo("1;Tickets:x;20;;20..");
		});
	}

	@Test
	void anAnswerThatNeverComesIsAnError() {
		this.reader = (range, size) -> Mono.empty();
		StepVerifier.create(flow(1, 1).rows())
			.verifyErrorSatisfies((ex) -> assertThat(ex).hasMessageContaining("ended without an answer"));
	}

	@Test
	void aPageThatIsTooLargeIsAskedForInParts() {
		this.reader = (range, size) -> (size > 3) ? Mono.error(new DataBufferLimitException("too large"))
				: Mono.just(page(range, size));
		StepVerifier.create(flow(1, 1).rows()).expectNextCount(95).verifyComplete();
		assertThat(this.asked).extracting(Asked::size).startsWith(10, 5, 2);
	}

	@Test
	void aRowThatIsTooLargeStopsIt() {
		this.reader = (range, size) -> (range.after() == 10) ? Mono.error(new DataBufferLimitException("too large"))
				: Mono.just(page(range, size));
		StepVerifier.create(flow(1, 1).rows())
			.expectNextCount(10)
			.verifyErrorSatisfies((ex) -> assertThat(ex).hasMessageContaining("after id 10")
				.hasMessageContaining("one row is larger than what may be held in memory"));
		assertThat(this.asked).hasSize(1 + 4);
	}

	@Test
	void eachPageOfAScanSaysWhereToGoOn() {
		List<Long> delivered = new ArrayList<>();
		String token = flow(1, 3).take(4)
			.doOnNext((page) -> delivered.addAll(page.items()))
			.map((page) -> page.checkpoint().toString())
			.blockLast();
		assertThat(ScanCheckpoint.parse(token).delivered()).isEqualTo(delivered.size());
		int before = this.asked.size();
		delivered.addAll(flow(1, 3, token).rows().collectList().block());
		assertThat(delivered).containsExactlyInAnyOrderElementsOf(this.table.ids());
		assertThat(this.asked.size() - before).isLessThanOrEqualTo(10);
	}

	@Test
	void theLastTokenLeadsToNothing() {
		String token = flow(1, 1).map((page) -> page.checkpoint().toString()).blockLast();
		assertThat(ScanCheckpoint.parse(token).isEnd()).isTrue();
		int before = this.asked.size();
		StepVerifier.create(flow(1, 1, token).rows()).verifyComplete();
		assertThat(this.asked).hasSize(before);
	}

	@Test
	void tellsHowFarItIs() {
		flow(1, 1, 95).rows().blockLast();
		assertThat(this.progress).hasSize(11);
		assertThat(this.progress.get(3)).isEqualTo(new Progress(30, 3, 5, 95L, 7L));
		assertThat(this.progress.get(3).share()).isBetween(0.31, 0.32);
		assertThat(this.progress.get(10)).isEqualTo(new Progress(95, 10, 11, 95L, 7L));
	}

	@Test
	void aListenerThatFailsStopsIt() {
		ScanRequest<Long> request = request(1, 1, null, ScanCheckpoint.begin("Tickets:x"));
		ScanRequest.Surroundings around = new ScanRequest.Surroundings((told) -> {
			throw new IllegalStateException("listener");
		}, () -> null, () -> null, this.time);
		StepVerifier
			.create(new ScanFlow<>(new ScanRequest<>("Tickets", request.from(), request.pages(), request.rows(), null,
					request.pace(), around))
				.rows())
			.expectNextCount(PAGE)
			.verifyErrorSatisfies((ex) -> assertThat(ex).hasMessageContaining("listener"));
	}

	@Test
	void leavesASlotToOthersAsLongAsTheyUseTheEndpoint() {
		Courtesy courtesy = new Courtesy(3, this.slots::get, this.time);
		assertThat(courtesy.width(0)).isEqualTo(3);
		this.slots.set(new SlotState(3, 0, 3));
		assertThat(courtesy.width(3)).isEqualTo(3);
		this.slots.set(new SlotState(3, 1, 3));
		assertThat(courtesy.width(3)).isEqualTo(2);
		this.slots.set(new SlotState(2, 0, 3));
		this.time.pass(Duration.ofSeconds(2));
		assertThat(courtesy.width(2)).isEqualTo(2);
		this.time.pass(Duration.ofSeconds(2));
		assertThat(courtesy.width(2)).isEqualTo(3);
		this.slots.set(new SlotState(1, 3, 1));
		assertThat(courtesy.width(1)).isEqualTo(1);
	}

	@Test
	void waitsWhenItIsRefusedAndGivesUpAfterMoreThanAnHour() {
		Mono<Long> refused = Mono.error(new AutotaskRequestRefusedException(Reason.BUDGET_EXHAUSTED,
				Duration.ofSeconds(40), "the hour is used up"));
		List<Long> calls = new ArrayList<>();
		StepVerifier.withVirtualTime(() -> Patience.with(Mono.defer(() -> {
			calls.add(1L);
			return (calls.size() < 4) ? refused : Mono.just(5L);
		}))).expectSubscription().expectNoEvent(Duration.ofSeconds(120)).expectNext(5L).verifyComplete();
		StepVerifier.withVirtualTime(() -> Patience.with(refused))
			.expectSubscription()
			.expectNoEvent(Duration.ofMinutes(65).minusSeconds(30))
			.thenAwait(Duration.ofMinutes(2))
			.verifyError(AutotaskRequestRefusedException.class);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> Patience.with(Mono.error(new IllegalStateException("down"))).block());
	}

	@Test
	void isRightWhenPagesComeOnManyThreads() {
		Rows large = Rows.of(LongStream.range(0, 20_000).map((id) -> id * id / 7 + id));
		this.reader = (range, size) -> Mono.fromSupplier(() -> large.page(range, size))
			.subscribeOn(Schedulers.parallel());
		for (int run = 0; run < 20; run++) {
			List<Long> rows = Flux.merge(flow(1, 3, large.ids().size()).rows().publishOn(Schedulers.parallel()))
				.collectSortedList()
				.block();
			assertThat(rows).isEqualTo(List.copyOf(large.ids()));
		}
	}

	private PageBytes page(IdRange range, int size) {
		return this.table.page(range, size);
	}

	/** The second page with something wrong in its third row. */
	private static PageBytes broken(String wrong) {
		return Rows.bytes(
				LongStream.rangeClosed(11, 20).mapToObj((id) -> "{\"id\":" + id + ((id == 13) ? wrong : "") + "}"),
				true);
	}

	private ScanFlow<Long> flow(int prefetch, int ranges) {
		return flow(prefetch, ranges, (ranges > 1) ? Mono.just(95L) : null);
	}

	private ScanFlow<Long> flow(int prefetch, int ranges, long total) {
		return flow(prefetch, ranges, Mono.just(total));
	}

	private ScanFlow<Long> flow(int prefetch, int ranges, Mono<Long> count) {
		return new ScanFlow<>(request(prefetch, ranges, count, ScanCheckpoint.begin("Tickets:x")));
	}

	private ScanFlow<Long> flow(int prefetch, int ranges, String token) {
		return new ScanFlow<>(
				request(prefetch, ranges, (ranges > 1) ? Mono.just(95L) : null, ScanCheckpoint.parse(token)));
	}

	private ScanRequest<Long> request(int prefetch, int ranges, Mono<Long> count, ScanCheckpoint from) {
		PageReader counted = (range, size) -> Mono.defer(() -> {
			this.asked.add(new Asked(range, size));
			return this.reader.read(range, size);
		});
		return new ScanRequest<>("Tickets", from, counted, Rows.IDS, count,
				new ScanRequest.Pace(PAGE, prefetch, ranges),
				new ScanRequest.Surroundings(this.progress::add, this.slots::get, () -> 7L, this.time));
	}

	private record Asked(IdRange range, int size) {

	}

}
