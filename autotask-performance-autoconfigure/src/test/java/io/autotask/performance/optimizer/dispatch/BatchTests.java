package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.RowLikeness;
import io.autotask.performance.call.RowLikeness.Verdict;
import io.autotask.performance.call.Serving;
import io.autotask.performance.monitor.CallLedgerTap;
import io.autotask.performance.monitor.ObserveStage;
import io.autotask.performance.optimizer.resilience.CircuitSettings;
import io.autotask.performance.optimizer.resilience.Circuits;
import io.autotask.performance.optimizer.resilience.RetrySettings;
import io.autotask.performance.optimizer.resilience.RetryStage;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import io.autotask.performance.stub.VirtualAutotask;
import io.autotask.performance.stub.VirtualAutotask.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads by id that leave as one query, in virtual time: an answer takes 100 milliseconds,
 * and there are three slots. Whatever happens, each caller gets what its own read would
 * have given, and the ledger balances after each event.
 */
class BatchTests {

	private VirtualTimeScheduler clock;

	private VirtualAutotask autotask;

	private RowLikeness likeness;

	private DispatchStage stage;

	private Circuits circuits;

	private final CallLedgerTap ledger = new CallLedgerTap();

	@BeforeEach
	void start() {
		this.clock = VirtualTimeScheduler.getOrSet();
		this.autotask = new VirtualAutotask(ManualTime.virtual()).slots(3);
		this.likeness = new RowLikeness();
		this.circuits = new Circuits(CircuitSettings.defaults(), ManualTime.virtual());
		use(DispatchSettings.defaults());
	}

	@AfterEach
	void everythingIsGivenBack() {
		pass(Duration.ofMinutes(5));
		assertThat(this.ledger.snapshot().waiting()).isZero();
		assertThat(this.stage.snapshot().values())
			.allSatisfy((queue) -> assertThat(queue.inFlight() + queue.waiting()).isZero());
		VirtualTimeScheduler.reset();
	}

	@Test
	void aLoneReadIsSentAsItIsAtOnce() {
		Caller caller = read(5);
		assertThat(this.autotask.requests()).hasSize(1).allMatch((request) -> !request.isQuery());
		pass(Duration.ofMillis(100));
		caller.hasRow(5, Serving.Source.NETWORK);
	}

	@Test
	void readsThatWaitForASlotLeaveAsOneQueryAndEachGetsItsRow() {
		learn();
		List<Caller> callers = read(100, 140);
		pass(Duration.ofMillis(300));
		for (int i = 0; i < callers.size(); i++) {
			callers.get(i).hasRow(100 + i);
		}
		assertThat(this.autotask.requests()).hasSizeLessThanOrEqualTo(3);
		assertThat(this.ledger.snapshot().savedByBatching()).isEqualTo(40 - this.autotask.requests().size());
		assertThat(this.ledger.snapshot().upstream()).isEqualTo(this.autotask.requests().size());
		assertThat(this.ledger.snapshot().retries()).isZero();
	}

	@Test
	void anAnswerHasTheHeadersThatItsOwnReadWouldHaveHad() {
		learn();
		HttpHeaders headers = new HttpHeaders();
		headers.add("Content-Type", "application/json; charset=utf-8");
		headers.add("Content-Length", "12345");
		headers.add("ETag", "\"of the whole query\"");
		headers.add("Set-Cookie", "of=another");
		headers.add("Date", "Tue, 24 Nov 2026 10:00:00 GMT");
		this.autotask.answering((request) -> {
			Answer.Whole answer = (Answer.Whole) this.autotask.usual(request);
			return new Answer.Whole(
					new io.autotask.performance.call.BufferedResponse(200, headers, answer.response().bytes()),
					answer.serving());
		});
		List<Caller> callers = read(100, 110);
		pass(Duration.ofMillis(300));
		Answer batched = callers.get(9).answer;
		assertThat(batched.serving().source()).isEqualTo(Serving.Source.BATCHED);
		assertThat(batched.headers().headerNames()).containsExactlyInAnyOrder("Content-Type", "Content-Length", "Date");
		assertThat(batched.headers().getContentLength()).isEqualTo(Calls.text(batched).length());
	}

	@Test
	void theSameRowIsAskedForOnce() {
		learn();
		List<Caller> callers = List.of(read(1), read(7), read(7), read(7), read(8));
		pass(Duration.ofMillis(300));
		callers.get(1).hasRow(7);
		callers.get(3).hasRow(7);
		assertThat(this.autotask.requests()).filteredOn(Request::isQuery)
			.allSatisfy((request) -> assertThat(request.ids()).doesNotHaveDuplicates());
	}

	@Test
	void noMoreLeaveTogetherThanIsAllowed() {
		use(new DispatchSettings(3, 20, 1_000, Duration.ofSeconds(30)).withBatching(new BatchSettings(10, null)));
		learn();
		read(100, 160);
		pass(Duration.ofSeconds(2));
		assertThat(this.autotask.requests()).filteredOn(Request::isQuery)
			.hasSizeGreaterThanOrEqualTo(6)
			.allSatisfy((request) -> assertThat(request.ids()).hasSizeLessThanOrEqualTo(10));
	}

	@Test
	void switchedOffEachReadLeavesAlone() {
		use(DispatchSettings.defaults().withBatching(BatchSettings.none()));
		read(100, 120);
		pass(Duration.ofSeconds(2));
		assertThat(this.autotask.requests()).hasSize(20).allMatch((request) -> !request.isQuery());
	}

	@Test
	void switchedOnWhileItRunsTheyLeaveTogetherAndSwitchedOffThoseWhoWaitGoAsTheyCame() {
		use(DispatchSettings.defaults().withBatching(new BatchSettings(false, 500, null)));
		learn();
		assertThat(this.stage.readsPerQuery()).isEqualTo(1);
		read(100, 120);
		pass(Duration.ofSeconds(2));
		assertThat(this.autotask.requests()).hasSize(20).allMatch((request) -> !request.isQuery());

		this.stage.setBatching(true);
		assertThat(this.stage.readsPerQuery()).isEqualTo(500);
		List<Caller> together = read(200, 220);
		this.stage.setBatching(false);
		List<Caller> alone = read(300, 310);
		pass(Duration.ofSeconds(2));
		together.get(19).hasRow(219, Serving.Source.BATCHED);
		alone.get(9).hasRow(309, Serving.Source.NETWORK);
		assertThat(this.autotask.requests()).filteredOn(Request::isQuery)
			.flatExtracting(Request::ids)
			.allMatch((id) -> id >= 200 && id < 220);
		assertThat(this.autotask.requests()).filteredOn((request) -> request.ids().get(0) >= 300)
			.hasSize(10)
			.allMatch((request) -> !request.isQuery());
	}

	@Test
	void withAFixedWaitEachReadIsHeldForThatLong() {
		use(DispatchSettings.defaults().withBatching(new BatchSettings(500, Duration.ofMillis(30))));
		learn();
		Caller caller = read(5);
		pass(Duration.ofMillis(29));
		assertThat(this.autotask.requests()).isEmpty();
		read(6);
		pass(Duration.ofMillis(1));
		assertThat(this.autotask.requests()).singleElement()
			.satisfies((request) -> assertThat(request.ids()).containsExactly(5L, 6L));
		pass(Duration.ofMillis(100));
		caller.hasRow(5, Serving.Source.BATCHED);
	}

	@Test
	void withAWaitOfZeroNothingIsHeldThoughWhoWaitsLeavesTogether() {
		use(DispatchSettings.defaults().withBatching(new BatchSettings(500, Duration.ZERO)));
		learn();
		read(100, 110);
		assertThat(this.autotask.requests()).hasSize(3);
		pass(Duration.ofMillis(100));
		assertThat(this.autotask.requests()).hasSize(4);
		assertThat(this.autotask.requests().get(3).ids()).hasSize(7);
	}

	@Test
	void learnsInOneQueryThatRowsAreAlike() {
		read(5);
		List<Caller> burst = read(100, 120);
		pass(Duration.ofMillis(10));
		assertThat(this.autotask.requests()).hasSize(2);
		assertThat(this.autotask.requests().get(1).ids()).hasSize(21).contains(5L);
		pass(Duration.ofMillis(100));
		burst.forEach((caller) -> caller.hasAnswer(200));
		assertThat(verdict()).isEqualTo(Verdict.ALIKE);
	}

	@Test
	void learnsWithARowThatWasReadAShortTimeAgo() {
		read(5);
		pass(Duration.ofMillis(300));
		read(100, 110);
		pass(Duration.ofMillis(10));
		assertThat(this.autotask.requests()).hasSize(3);
		assertThat(this.autotask.requests().get(2).ids()).contains(100L + 9, 100L + 1);
		pass(Duration.ofMillis(100));
		assertThat(verdict()).isEqualTo(Verdict.ALIKE);
	}

	@Test
	void anEntityWhoseRowsDifferInQueriesIsNeverMergedAgain() {
		this.autotask
			.answering((request) -> request.isQuery()
					? Calls.answer(200,
							"{\"items\":[" + String.join(",",
									request.ids().stream().map((id) -> "{\"id\":" + id + "}").toList()) + "]}")
					: this.autotask.usual(request));
		read(5);
		List<Caller> burst = read(100, 120);
		pass(Duration.ofSeconds(5));
		for (int i = 0; i < burst.size(); i++) {
			burst.get(i).hasRow(100 + i);
		}
		assertThat(verdict()).isEqualTo(Verdict.UNLIKE);
		assertThat(this.autotask.summary()).containsEntry("query", 1L).containsEntry("get", 21L);
		assertThat(this.ledger.snapshot().savedByBatching()).isZero();
		assertThat(this.ledger.snapshot().retries()).isEqualTo(1);
		read(200, 220);
		pass(Duration.ofSeconds(5));
		assertThat(this.autotask.summary()).containsEntry("query", 1L);
	}

	@Test
	void learnsNothingOfARowThatWasWrittenInBetween() {
		this.autotask
			.answering((request) -> request.isQuery() ? Calls.answer(200,
					"{\"items\":[" + String.join(",",
							request.ids().stream().map((id) -> "{\"id\":" + id + ",\"title\":\"new\"}").toList())
							+ "]}")
					: this.autotask.usual(request));
		read(5);
		List<Caller> burst = read(100, 110);
		pass(Duration.ofMillis(10));
		call(Calls.update("Tickets", 5));
		pass(Duration.ofMillis(100));
		assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
		pass(Duration.ofSeconds(5));
		burst.forEach((caller) -> caller.hasAnswer(200));
	}

	@Test
	void aRowThatIsMissingIsAskedForByItsIdOnceAndThenBelieved() {
		learn();
		this.autotask.answering((request) -> withoutRow(request, 13));
		List<Caller> callers = List.of(read(1), read(12), read(13), read(14));
		pass(Duration.ofMillis(500));
		assertThat(Calls.text(callers.get(2).answer)).isEqualTo("{\"item\":null}");
		callers.get(1).hasRow(12);
		assertThat(this.autotask.requests()).filteredOn((request) -> request.ids().equals(List.of(13L))).hasSize(1);
		List<Caller> later = List.of(read(1), read(12), read(13), read(14));
		pass(Duration.ofMillis(500));
		assertThat(Calls.text(later.get(2).answer)).isEqualTo("{\"item\":null}");
		assertThat(later.get(2).answer.serving().source()).isEqualTo(Serving.Source.BATCHED);
		assertThat(this.autotask.requests()).filteredOn((request) -> request.ids().equals(List.of(13L))).hasSize(1);
	}

	@Test
	void aRowThatOnlyAReadByIdGivesIsAlwaysAskedForByItsId() {
		learn();
		this.autotask
			.answering((request) -> request.isQuery() ? withoutRow(request, 13) : this.autotask.usual(request));
		for (int round = 0; round < 2; round++) {
			List<Caller> callers = List.of(read(1), read(12), read(13), read(14));
			pass(Duration.ofMillis(500));
			callers.get(2).hasRow(13, Serving.Source.NETWORK);
		}
	}

	@Test
	void aRowThatIsThereTwiceIsAskedForByItsId() {
		learn();
		this.autotask.answering((request) -> {
			if (!request.isQuery()) {
				return this.autotask.usual(request);
			}
			List<Long> ids = new ArrayList<>(request.ids());
			ids.add(13L);
			ids.add(99L);
			return VirtualAutotask.rows(ids);
		});
		List<Caller> callers = List.of(read(1), read(12), read(13), read(14));
		pass(Duration.ofMillis(500));
		callers.get(2).hasRow(13, Serving.Source.NETWORK);
		callers.get(3).hasRow(14, Serving.Source.BATCHED);
	}

	/** One of a hundred ids makes the API refuse every query that holds it. */
	@Test
	void theOneReadThatMakesAQueryFailIsFoundByHalves() {
		learn();
		this.autotask.answering((request) -> request.ids().contains(137L)
				? Calls.answer(500, "{\"errors\":[\"That one is poison\"]}") : this.autotask.usual(request));
		List<Caller> callers = read(100, 200);
		pass(Duration.ofSeconds(5));
		for (int i = 0; i < callers.size(); i++) {
			if (i == 37) {
				callers.get(i).hasAnswer(500);
				assertThat(Calls.text(callers.get(i).answer)).contains("poison");
			}
			else {
				callers.get(i).hasRow(100 + i);
			}
		}
		assertThat(this.autotask.requests()).hasSizeLessThanOrEqualTo(2 + 14);
		read(300, 400);
		pass(Duration.ofSeconds(5));
		assertThat(this.autotask.requests()).as("the query as such is not to blame")
			.hasSizeLessThanOrEqualTo(2 + 14 + 3);
	}

	@Test
	void aQueryThatIsTooLongIsSplitAndNoneAsLongIsSentAgain() {
		learn();
		this.autotask.answering((request) -> (request.ids().size() > 50)
				? Calls.answer(500,
						"{\"errors\":[\"Invalid query syntax. Queries are limited to 500 or fewer 'OR' conditions.\"]}")
				: this.autotask.usual(request));
		List<Caller> callers = read(100, 200);
		pass(Duration.ofSeconds(5));
		callers.forEach((caller) -> caller.hasAnswer(200));
		read(300, 400);
		pass(Duration.ofSeconds(5));
		assertThat(this.autotask.requests()).filteredOn((request) -> request.ids().size() > 50).hasSize(1);
	}

	@Test
	void anAnswerThatIsTooLargeIsSplit() {
		learn();
		this.autotask.answering((request) -> (request.ids().size() > 50)
				? new Answer.Stream(200, new HttpHeaders(), new LinkedMultiValueMap<>(), Flux.<DataBuffer>never())
				: this.autotask.usual(request));
		List<Caller> callers = read(100, 200);
		pass(Duration.ofSeconds(5));
		callers.forEach((caller) -> caller.hasAnswer(200));
	}

	@Test
	void aQueryThatIsRefusedTimeAndAgainIsNotTriedAnyMore() {
		this.autotask.answering((request) -> request.isQuery() ? Calls.answer(500,
				"{\"errors\":[\"The logged in Resource does not have the adequate permissions to query this entity type.\"]}")
				: this.autotask.usual(request));
		for (int round = 0; round < 20; round++) {
			List<Caller> callers = read(100 * round, 100 * round + 10);
			pass(Duration.ofSeconds(2));
			callers.forEach((caller) -> caller.hasAnswer(200));
		}
		assertThat(this.autotask.summary().get("query")).isEqualTo(3);
		assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 408, 502, 503, 504 })
	void anAnswerThatHasNothingToDoWithTheRowsIsEverybodys(int status) {
		learn();
		this.autotask.answering((request) -> Calls.answer(status, ""));
		List<Caller> callers = read(100, 110);
		pass(Duration.ofSeconds(10));
		callers.forEach((caller) -> caller.hasAnswer(status));
		// One alone and nine together, and all again where that may help.
		assertThat(this.autotask.requests().size()).isBetween(2, (status == 401) ? 2 : 9);
	}

	@Test
	void aRejectedQueryIsSentAgainAndNobodyNotices() {
		learn();
		int[] rejected = new int[1];
		this.autotask.answering((request) -> (request.isQuery() && rejected[0]++ == 0) ? VirtualAutotask.threadLimit()
				: this.autotask.usual(request));
		List<Caller> callers = read(100, 110);
		pass(Duration.ofSeconds(1));
		callers.forEach((caller) -> caller.hasAnswer(200));
		assertThat(this.ledger.snapshot().retries()).isEqualTo(1);
	}

	@Test
	void aFailureOfTheNetworkIsEverybodys() {
		learn();
		this.autotask.answering((request) -> {
			throw new IllegalStateException("reset");
		});
		List<Caller> callers = read(100, 110);
		pass(Duration.ofSeconds(1));
		callers.forEach((caller) -> assertThat(caller.failure).hasMessage("reset"));
	}

	@Test
	void aFailureIsNotThatOfOneWhoWasAnsweredFromMemoryInTheLastMoment() {
		learn();
		this.autotask.answering((request) -> {
			throw new IllegalStateException("reset");
		});
		read(1, 4);
		AtomicReference<Throwable> failure = new AtomicReference<>();
		AtomicBoolean ended = new AtomicBoolean();
		CallExchange remembered = VirtualAutotask.arrived(Calls.get("Tickets", 105), this.ledger);
		remembered.whenDeparting(remembered::recall);
		this.stage.apply(remembered, this.autotask).subscribe((answer) -> {
		}, failure::set, () -> ended.set(true));
		List<Caller> callers = read(100, 104);
		pass(Duration.ofSeconds(1));
		callers.forEach((caller) -> assertThat(caller.failure).hasMessage("reset"));
		assertThat(failure.get()).isNull();
		assertThat(ended).isTrue();
		assertThat(this.ledger.snapshot().savedByCache()).isEqualTo(1);
	}

	@Test
	void oneWhoGoesAwayChangesNothingForTheOthers() {
		learn();
		List<Caller> callers = read(100, 110);
		pass(Duration.ofMillis(50));
		callers.get(5).goAway();
		pass(Duration.ofMillis(100));
		callers.get(4).hasRow(104);
		callers.get(6).hasRow(106);
		assertThat(callers.get(5).answer).isNull();
		assertThat(this.autotask.cancelled()).isZero();
		assertThat(this.ledger.snapshot().cancelled()).isEqualTo(1);
	}

	@Test
	void theQueryIsCancelledWhenTheLastOneGoes() {
		learn();
		List<Caller> callers = read(100, 110);
		pass(Duration.ofMillis(50));
		callers.subList(1, 10).forEach(Caller::goAway);
		assertThat(this.autotask.cancelled()).isEqualTo(1);
		assertThat(this.stage.snapshot().get("Tickets").inFlight()).isEqualTo(1);
	}

	@Test
	void whoGoesAwayWhileWaitingIsNotAskedFor() {
		learn();
		List<Caller> callers = read(100, 110);
		callers.get(5).goAway();
		pass(Duration.ofMillis(300));
		assertThat(this.autotask.requests()).noneMatch((request) -> request.ids().contains(105L));
	}

	@Test
	void identitiesNeverShareAQuery() {
		learn();
		List<ApiCall> calls = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			calls.add(Calls.by((i % 2 == 0) ? "me" : "you", Calls.get("Tickets", 100 + i)));
		}
		calls.forEach(this::call);
		pass(Duration.ofSeconds(3));
		assertThat(this.autotask.requests()).filteredOn(Request::isQuery).isNotEmpty().allSatisfy((request) -> {
			Set<Boolean> even = new HashSet<>(request.ids().stream().map((id) -> id % 2 == 0).toList());
			assertThat(even).hasSize(1);
			assertThat(request.call().identity()).isEqualTo(even.contains(true) ? "me" : "you");
		});
	}

	/**
	 * The aim: 500 reads of distinct tickets by 50 users, ten each, one after the other,
	 * under three slots, however late the API gives them back.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 50, 75, 100, 125, 150, -1 })
	void fiftyUsersWithTenReadsEachNeedFewCallsAndWaitShortlyAndSeeNoRejection(int lingerMillis) {
		Random random = new Random(77);
		this.autotask
			.linger((request) -> Duration.ofMillis((lingerMillis >= 0) ? lingerMillis : 50 + random.nextInt(100)));
		List<Duration> took = new ArrayList<>();
		List<Answer> answers = new ArrayList<>();
		Flux.range(0, 50)
			.flatMap((user) -> Flux.range(0, 10).concatMap((round) -> timed(1_000 + 10 * user + round, took, answers)),
					50)
			.subscribe();
		pass(Duration.ofSeconds(20));
		assertThat(answers).hasSize(500).allMatch((answer) -> answer.status() == 200);
		assertThat(this.autotask.requests()).hasSizeLessThanOrEqualTo(20);
		assertThat(VirtualAutotask.percentile(took, 95)).isLessThanOrEqualTo(Duration.ofMillis(400));
	}

	/**
	 * Anything may happen to a query: it is refused, breaks off, lacks rows or has them
	 * twice; callers come and go. Each gets what its own read gives.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 51, 52, 53, 54, 55 })
	void eachGetsWhatItsOwnReadGivesWhateverHappensToAQuery(long seed) {
		Random random = new Random(seed);
		learn();
		this.autotask.answering((request) -> request.isQuery() ? anything(request, random) : ownRead(request));
		List<Caller> callers = new ArrayList<>();
		for (int i = 0; i < 2_000; i++) {
			Caller caller = read(random.nextInt(300));
			callers.add(caller);
			if (random.nextInt(8) == 0) {
				callers.get(random.nextInt(callers.size())).goAway();
			}
			if (random.nextInt(4) == 0) {
				pass(Duration.ofMillis(random.nextInt(60)));
			}
		}
		pass(Duration.ofMinutes(1));
		assertThat(callers).filteredOn((caller) -> !caller.gone).allSatisfy((caller) -> {
			assertThat(caller.failure).isNull();
			assertThat(Calls.text(caller.answer)).isEqualTo(
					(caller.id % 10 == 3) ? "{\"item\":null}" : "{\"item\":" + VirtualAutotask.row(caller.id) + "}");
		});
	}

	private Answer anything(Request request, Random random) {
		return switch (random.nextInt(8)) {
			case 0 -> Calls.answer(500, "{\"errors\":[\"no\"]}");
			case 1 -> Calls.answer(200, "{\"items\":[{\"id\":");
			case 2 -> VirtualAutotask.threadLimit();
			case 3 -> {
				List<Long> ids = new ArrayList<>(request.ids().stream().filter((id) -> id % 10 != 3).toList());
				if (!ids.isEmpty()) {
					ids.add(ids.get(random.nextInt(ids.size())));
				}
				yield VirtualAutotask.rows(ids);
			}
			default -> VirtualAutotask.rows(request.ids().stream().filter((id) -> id % 10 != 3).toList());
		};
	}

	private Answer ownRead(Request request) {
		return (request.ids().get(0) % 10 == 3) ? Calls.answer(200, "{\"item\":null}") : this.autotask.usual(request);
	}

	private Answer withoutRow(Request request, long id) {
		if (request.isQuery()) {
			return VirtualAutotask.rows(request.ids().stream().filter((other) -> other != id).toList());
		}
		return request.ids().contains(id) ? Calls.answer(200, "{\"item\":null}") : this.autotask.usual(request);
	}

	/** Two reads, after which it is known that rows of queries are rows of reads. */
	private void learn() {
		this.likeness.compare(Calls.ORIGIN, "me", "Tickets", new byte[] { '1' }, new byte[] { '1' });
		this.likeness.compare(Calls.ORIGIN, "you", "Tickets", new byte[] { '1' }, new byte[] { '1' });
	}

	private Verdict verdict() {
		return this.likeness.verdict(Calls.ORIGIN, "me", "Tickets");
	}

	private void use(DispatchSettings settings) {
		this.stage = new DispatchStage(settings, this.likeness, ManualTime.virtual());
	}

	private void pass(Duration duration) {
		this.clock.advanceTimeBy(duration);
	}

	private Mono<Answer> timed(long id, List<Duration> took, List<Answer> answers) {
		return Mono.defer(() -> {
			long startedAt = ManualTime.virtual().nanos();
			return exchange(Calls.get("Tickets", id)).doOnNext((answer) -> {
				took.add(Duration.ofNanos(ManualTime.virtual().nanos() - startedAt));
				answers.add(answer);
			});
		});
	}

	private List<Caller> read(long from, long to) {
		return LongStream.range(from, to).mapToObj(this::read).toList();
	}

	private Caller read(long id) {
		return call(Calls.get("Tickets", id, CallOptions.defaults()));
	}

	private Caller call(ApiCall call) {
		return new Caller(call, exchange(call));
	}

	/** As on the real path: observed, retried, dispatched. */
	private Mono<Answer> exchange(ApiCall call) {
		RetryStage retry = new RetryStage(RetrySettings.defaults(), this.circuits, ManualTime.virtual(), () -> 0.5);
		CallExchange exchange = VirtualAutotask.arrived(call, this.ledger);
		return new ObserveStage(ManualTime.virtual()).apply(exchange,
				(observed) -> retry.apply(observed, (retried) -> this.stage.apply(retried, this.autotask)));
	}

	/** Somebody who reads a row. */
	private static final class Caller {

		private final long id;

		private final Disposable subscription;

		private Answer answer;

		private Throwable failure;

		private boolean gone;

		Caller(ApiCall call, Mono<Answer> exchange) {
			this.id = (call.id() != null) ? call.id() : 0;
			this.subscription = exchange.subscribe((answer) -> this.answer = answer,
					(failure) -> this.failure = failure);
		}

		void goAway() {
			if (this.answer == null && this.failure == null) {
				this.gone = true;
				this.subscription.dispose();
			}
		}

		void hasAnswer(int status) {
			assertThat(this.failure).isNull();
			assertThat(this.answer).isNotNull();
			assertThat(this.answer.status()).isEqualTo(status);
		}

		void hasRow(long id) {
			hasAnswer(200);
			assertThat(Calls.text(this.answer)).isEqualTo("{\"item\":" + VirtualAutotask.row(id) + "}");
		}

		void hasRow(long id, Serving.Source source) {
			hasRow(id);
			assertThat(this.answer.serving().source()).isEqualTo(source);
		}

	}

}
