package io.autotask.performance.cache;

import java.util.Map;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.call.CallKey.QueryForm;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.Serving;
import io.autotask.performance.monitor.CallLedgerTap;
import io.autotask.performance.stub.Caller;
import io.autotask.performance.stub.Caching;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.FakeUpstream;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RecallStageTests {

	private static final ApiCall GET = Calls.get("Tickets", 5);

	private final ManualTime time = new ManualTime();

	private final CallLedgerTap ledger = new CallLedgerTap();

	private final FakeUpstream upstream = new FakeUpstream(this.time);

	private IntelligentCache cache = new IntelligentCache(Caching.usual().settings(), this.time);

	private RecallStage stage = new RecallStage(this.cache, new OwnFailures());

	@AfterEach
	void nothingIsLeftOver() {
		assertThat(this.stage.flightsInTheAir()).isZero();
		assertThat(this.ledger.snapshot().waiting()).isZero();
	}

	@Test
	void answersFromMemoryWhatWasAnsweredBefore() {
		Caller first = call(GET);
		this.upstream.answer(0, Calls.item("\"version\":1"));
		this.time.pass(Duration.ofSeconds(10));
		Caller second = call(GET);
		assertThat(first.answer().serving()).isEqualTo(Serving.network(true));
		assertThat(second.answer().serving()).isEqualTo(Serving.cache(Duration.ofSeconds(10), Duration.ofSeconds(290)));
		assertThat(this.upstream.sent()).isEqualTo(1);
		assertThat(this.ledger.snapshot().savedByCache()).isEqualTo(1);
	}

	@Test
	void asksAgainWhenTheTimeIsUp() {
		call(GET);
		this.upstream.answer(0, Calls.item("\"version\":1"));
		this.time.pass(Duration.ofMinutes(5));
		call(GET);
		this.upstream.answer(1, Calls.item("\"version\":2"));
		assertThat(Calls.text(call(GET).answer())).contains("\"version\":2");
		assertThat(this.cache.snapshot().entities().get("Tickets").missReasons()).containsEntry("first", 1L)
			.containsEntry("expired", 1L);
	}

	@Test
	void asksAgainForACallerWhoWantsAYoungerAnswer() {
		call(GET);
		this.upstream.answer(0, Calls.item("\"version\":1"));
		this.time.pass(Duration.ofSeconds(10));
		assertThat(call(maxAge(Duration.ofSeconds(10))).hasAnswer()).isTrue();
		Caller strict = call(maxAge(Duration.ofSeconds(9)));
		assertThat(strict.hasAnswer()).isFalse();
		this.upstream.answer(1, Calls.item("\"version\":2"));
		assertThat(Calls.text(call(GET).answer())).contains("\"version\":2");
	}

	@Test
	void aCallerWhoWantsAYoungerAnswerDoesNotJoinAReadThatMayYetFindAnOldOne() {
		Caller queued = Caller.call(GET, this.stage, (exchange) -> Mono.never(), this.ledger);
		Caller strict = call(maxAge(Duration.ZERO));
		assertThat(this.upstream.sent()).as("asks by itself").isEqualTo(1);
		Caller another = call(maxAge(Duration.ZERO));
		assertThat(this.upstream.sent()).as("that one was sent").isEqualTo(1);
		this.upstream.answer(0, Calls.item("\"version\":1"));
		assertThat(List.of(strict, another)).allMatch(Caller::hasAnswer);
		queued.goAway();
	}

	@Test
	void aReadThatBreaksBeforeItIsSentKeepsNobodyWaiting() {
		Caller broken = Caller.call(GET, this.stage, (exchange) -> {
			throw new IllegalStateException("broken");
		}, this.ledger);
		assertThat(broken.failure()).hasMessage("broken");
		assertThat(this.stage.flightsInTheAir()).isZero();
		call(GET);
		this.upstream.answer(0, Calls.item("\"version\":1"));
	}

	@Test
	void manyCallersOfTheSameReadShareOneRequest() {
		List<Caller> callers = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			callers.add(call(GET));
		}
		assertThat(this.upstream.sent()).isEqualTo(1);
		this.upstream.answer(0, Calls.item("\"version\":1"));
		assertThat(callers).allMatch(Caller::hasAnswer);
		assertThat(callers.get(0).answer().serving()).isEqualTo(Serving.network(true));
		assertThat(callers.subList(1, 50)).allMatch((caller) -> caller.answer().serving().equals(Serving.shared()));
		assertThat(this.ledger.snapshot().savedByDeduplication()).isEqualTo(49);
	}

	@Test
	void anErrorThatNoOperatorCatchesInOneCallersCodeKeepsTheAnswerFromNobodyElse() {
		this.stage.apply(CallExchange.arrived(GET, Mono::empty, this.ledger), this.upstream).subscribe((answer) -> {
			throw new NoClassDefFoundError("the caller's own");
		});
		Caller other = call(GET);
		assertThatExceptionOfType(NoClassDefFoundError.class)
			.isThrownBy(() -> this.upstream.answer(0, Calls.item("\"version\":1")));
		assertThat(other.hasAnswer()).isTrue();
		assertThat(call(GET).answer().serving().source()).isEqualTo(Serving.Source.CACHE);
	}

	@Test
	void anAnswerThatCannotBeKeptIsTheCallersAllTheSame() {
		CacheSettings settings = Caching.usual().ttl(Duration.ofDays(365_000)).settings();
		with(settings);
		Caller caller = call(GET);
		this.upstream.answer(0, Calls.item("\"version\":1"));
		assertThat(Calls.text(caller.answer())).contains("\"version\":1");
	}

	@Test
	void whoGoesAwayChangesNothingForTheOthers() {
		Caller leader = call(GET);
		Caller joiner = call(GET);
		leader.goAway();
		assertThat(this.upstream.cancelled()).isZero();
		this.upstream.answer(0, Calls.item("\"version\":1"));
		assertThat(joiner.hasAnswer()).isTrue();
		assertThat(call(GET).answer().serving().source()).isEqualTo(Serving.Source.CACHE);
	}

	@Test
	void theLastOneToGoCancelsTheRequest() {
		Caller leader = call(GET);
		Caller joiner = call(GET);
		joiner.goAway();
		leader.goAway();
		assertThat(this.upstream.cancelled()).isEqualTo(1);
		call(GET);
		assertThat(this.upstream.sent()).isEqualTo(2);
		this.upstream.answer(1, Calls.item("\"version\":1"));
	}

	@Test
	void anErrorReachesAllWhoWaitAndIsNotKept() {
		Caller leader = call(GET);
		Caller joiner = call(GET);
		IllegalStateException reset = new IllegalStateException("connection reset");
		this.upstream.fail(0, reset);
		assertThat(leader.failure()).isSameAs(reset);
		assertThat(joiner.failure()).isSameAs(reset);
		Caller next = call(GET);
		this.upstream.answer(1, Calls.item("\"version\":1"));
		assertThat(next.hasAnswer()).isTrue();
	}

	@Test
	void aValidationErrorIsPassedOnToAllAndNotKept() {
		Caller leader = call(GET);
		Caller joiner = call(GET);
		this.upstream.answer(0, Calls.answer(500, "{\"errors\":[\"no\"]}"));
		assertThat(leader.answer().status()).isEqualTo(500);
		assertThat(joiner.answer().status()).isEqualTo(500);
		call(GET);
		assertThat(this.upstream.sent()).isEqualTo(2);
		this.upstream.answer(1, Calls.item(""));
	}

	@Test
	void aReadThatBeginsAfterAWriteNeverJoinsAnOlderFlight() {
		Caller before = call(GET);
		write();
		Caller after = call(GET);
		assertThat(this.upstream.sent()).isEqualTo(2);
		this.upstream.answer(1, Calls.item("\"version\":2"));
		this.upstream.answer(0, Calls.item("\"version\":1"));
		assertThat(Calls.text(before.answer())).contains("\"version\":1");
		assertThat(before.answer().serving().stored()).isFalse();
		assertThat(Calls.text(after.answer())).contains("\"version\":2");
		assertThat(Calls.text(call(GET).answer())).contains("\"version\":2");
	}

	@Test
	void aReadInTheQuarantineGoesAloneAndIsNotKept() {
		WriteReach reach = Reach.ofWrite(Calls.update("Tickets", 5), null);
		this.cache.open(reach);
		this.cache.close(reach, WriteOutcome.UNKNOWN);
		call(GET);
		call(GET);
		assertThat(this.upstream.sent()).isEqualTo(2);
		this.upstream.answer(0, Calls.item("\"version\":1"));
		this.upstream.answer(1, Calls.item("\"version\":1"));
		this.time.pass(Duration.ofSeconds(31));
		call(GET);
		assertThat(this.upstream.sent()).isEqualTo(3);
		this.upstream.answer(2, Calls.item("\"version\":2"));
		assertThat(call(GET).answer().serving().source()).isEqualTo(Serving.Source.CACHE);
	}

	@Test
	void twoIdentitiesNeverShareAFlightOrAnAnswer() {
		call(Calls.by("one", GET));
		call(Calls.by("other", GET));
		assertThat(this.upstream.sent()).isEqualTo(2);
		this.upstream.answer(0, Calls.item("\"for\":1"));
		this.upstream.answer(1, Calls.item("\"for\":2"));
		assertThat(Calls.text(call(Calls.by("one", GET)).answer())).contains("\"for\":1");
		assertThat(Calls.text(call(Calls.by("other", GET)).answer())).contains("\"for\":2");
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403 })
	void aRefusedIdentityLosesWhatItHadAndNobodyElseDoes(int status) {
		ApiCall mine = Calls.by("one", GET);
		ApiCall theirs = Calls.by("other", GET);
		call(mine);
		call(theirs);
		this.upstream.answer(0, Calls.item("\"for\":1"));
		this.upstream.answer(1, Calls.item("\"for\":2"));
		call(Calls.by("one", Calls.get("Companies", 1)));
		this.upstream.answer(2, Calls.answer(status, ""));
		assertThat(call(theirs).hasAnswer()).isTrue();
		assertThat(call(mine).hasAnswer()).isFalse();
		this.upstream.answer(3, Calls.answer(status, ""));
	}

	@Test
	void aQuerySentInEitherFormSharesAnAnswerWithoutLinks() {
		call(Calls.query("Tickets", "open", QueryForm.POST));
		this.upstream.answer(0, Calls.answer(200, "{\"items\":[],\"pageDetails\":{\"nextPageUrl\":null}}"));
		assertThat(call(Calls.query("Tickets", "open", QueryForm.GET)).hasAnswer()).isTrue();
	}

	@Test
	void aQueryWithALinkToItsNextPageBelongsToOneForm() {
		String linked = "{\"items\":[],\"pageDetails\":{\"nextPageUrl\":\"https://x/next\"}}";
		call(Calls.query("Tickets", "all", QueryForm.POST));
		this.upstream.answer(0, Calls.answer(200, linked));
		assertThat(call(Calls.query("Tickets", "all", QueryForm.POST)).hasAnswer()).isTrue();
		assertThat(call(Calls.query("Tickets", "all", QueryForm.GET)).hasAnswer()).isFalse();
		this.upstream.answer(1, Calls.answer(200, linked));
	}

	@Test
	void aCreateDropsTheAnswerThatThereIsNoSuchRow() {
		call(GET);
		this.upstream.answer(0, Calls.answer(200, "{\"item\":null}"));
		assertThat(call(GET).hasAnswer()).isTrue();
		this.cache.raise(
				Reach.ofWrite(Calls.write(io.autotask.performance.call.Operation.CREATE, "Tickets", null, null), null)
					.tags());
		assertThat(call(GET).hasAnswer()).isFalse();
		this.upstream.answer(1, Calls.item("\"version\":1"));
	}

	@Test
	void whatIsSharedRunsInNobodysContext() {
		Caller.call(GET, this.stage, this.upstream, this.ledger, (context) -> context.put("user", "me"));
		assertThat(this.upstream.context(0).hasKey("user")).isFalse();
		this.upstream.answer(0, Calls.item(""));
	}

	@Test
	void oneCallerTakesAStreamAndTheOthersGoAlone() {
		Caller first = call(GET);
		Caller second = call(GET);
		Caller third = call(GET);
		this.upstream.answer(0, stream());
		assertThat(first.answer()).isInstanceOf(Answer.Stream.class);
		assertThat(this.upstream.sent()).isEqualTo(3);
		this.upstream.answer(1, stream());
		this.upstream.answer(2, stream());
		assertThat(second.hasAnswer() && third.hasAnswer()).isTrue();
		assertThat(this.ledger.snapshot().savedByDeduplication()).isZero();
		assertThat(this.ledger.snapshot().upstream()).isEqualTo(3);
	}

	@Test
	void aStreamThatComesBeforeItsCallerIsThereIsNotAskedForTwice() {
		AtomicInteger sent = new AtomicInteger();
		Caller caller = Caller.call(GET, this.stage, (exchange) -> {
			exchange.depart(this.time.nanos());
			sent.incrementAndGet();
			return Mono.just(stream());
		}, this.ledger);
		assertThat(caller.answer()).isInstanceOf(Answer.Stream.class);
		assertThat(((Answer.Stream) caller.answer()).body().count().block()).isOne();
		assertThat(sent).hasValue(1);
	}

	@Test
	void aStreamThatNobodyWaitsForAnyMoreIsEnded() {
		AtomicInteger ended = new AtomicInteger();
		Flux<DataBuffer> body = Flux.<DataBuffer>never().doOnCancel(ended::incrementAndGet);
		Answer.Stream stream = new Answer.Stream(200, new HttpHeaders(), new LinkedMultiValueMap<>(), body);
		CallExchange exchange = CallExchange.arrived(GET, Mono::empty, (event) -> {
		});
		Chain impatient = (ignored) -> {
			// The caller goes while its answer is being handed out.
			exchange.depart(this.time.nanos());
			return Mono.just(stream);
		};
		this.stage.apply(exchange, impatient).subscribe(new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				subscription.cancel();
			}

		});
		assertThat(ended).hasValue(1);
	}

	@Test
	void aRefusalReachesAllWhoJoinedAndCountsThemAsNotSent() {
		Chain refusing = (exchange) -> Mono
			.error(new AutotaskRequestRefusedException(Reason.QUEUE_FULL, Duration.ZERO, "full"));
		Caller caller = Caller.call(GET, this.stage, refusing, this.ledger);
		assertThat(caller.failure()).isInstanceOf(AutotaskRequestRefusedException.class);
		assertThat(this.ledger.snapshot().refused()).isEqualTo(1);
	}

	@Test
	void withoutSharingEveryCallerAsksAndTheAnswerIsKept() {
		with(Caching.usual().withoutSharing().settings());
		call(GET);
		call(GET);
		assertThat(this.upstream.sent()).isEqualTo(2);
		this.upstream.answer(0, Calls.item("\"version\":1"));
		this.upstream.answer(1, Calls.item("\"version\":1"));
		assertThat(call(GET).hasAnswer()).isTrue();
	}

	@Test
	void withoutTheCacheNothingIsKeptButReadsAreStillShared() {
		with(Caching.usual().off().settings());
		call(GET);
		call(GET);
		assertThat(this.upstream.sent()).isEqualTo(1);
		this.upstream.answer(0, Calls.item("\"version\":1"));
		assertThat(call(GET).hasAnswer()).isFalse();
		this.upstream.answer(1, Calls.item("\"version\":1"));
	}

	@Test
	void aBypassedReadTakesNothingFromTheCacheAndPutsNothingIn() {
		ApiCall bypass = Calls.get("Tickets", 5, new CallOptions(true, 5, null, null, false));
		call(GET);
		this.upstream.answer(0, Calls.item("\"version\":1"));
		call(bypass);
		this.upstream.answer(1, Calls.item("\"version\":2"));
		assertThat(Calls.text(call(GET).answer())).contains("\"version\":1");
	}

	@Test
	void aReadThatWasInFlightWhenEverythingWasResetIsNotKept() {
		Caller before = call(GET);
		this.stage.reset();
		this.upstream.answer(0, Calls.item("\"version\":1"));
		assertThat(before.hasAnswer()).isTrue();
		assertThat(call(GET).hasAnswer()).isFalse();
		this.upstream.answer(1, Calls.item("\"version\":1"));
	}

	/**
	 * Callers come, go away, writes happen and requests end, in random order: everybody
	 * who stays is answered, nobody sees data older than its own last write, and nothing
	 * is left over.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 21, 22, 23, 24, 25 })
	void staysRightWhateverComesTogether(long seed) {
		Random random = new Random(seed);
		int version = 0;
		List<Integer> open = new ArrayList<>();
		List<Integer> sentAt = new ArrayList<>();
		record Waiting(Caller caller, int atLeast) {

		}
		List<Waiting> waiting = new ArrayList<>();
		for (int step = 0; step < 2_000; step++) {
			switch (random.nextInt(5)) {
				case 0, 1 -> {
					waiting.add(new Waiting(call(GET), version));
				}
				case 2 -> {
					if (!waiting.isEmpty()) {
						waiting.remove(random.nextInt(waiting.size())).caller().goAway();
					}
				}
				case 3 -> {
					version++;
					write();
				}
				default -> {
					if (!open.isEmpty()) {
						int request = open.remove(random.nextInt(open.size()));
						this.upstream.answer(request, Calls.item("\"version\":" + sentAt.get(request)));
					}
				}
			}
			while (sentAt.size() < this.upstream.sent()) {
				open.add(sentAt.size());
				sentAt.add(version);
			}
			waiting.removeIf((one) -> {
				if (one.caller().hasAnswer()) {
					assertThat(version(one.caller().answer())).as("seed %d", seed)
						.isGreaterThanOrEqualTo(one.atLeast());
				}
				return one.caller().hasAnswer();
			});
		}
		waiting.forEach((one) -> one.caller().goAway());
		assertThat(this.upstream.sent()).isGreaterThan(100);
	}

	private static int version(Answer answer) {
		return Integer.parseInt(Calls.text(answer).replaceAll("\\D", ""));
	}

	private void write() {
		WriteReach reach = Reach.ofWrite(Calls.update("Tickets", 5), null);
		this.cache.open(reach);
		this.cache.close(reach, WriteOutcome.KNOWN);
	}

	private static ApiCall maxAge(Duration maxAge) {
		return Calls.get("Tickets", 5, new CallOptions(false, 5, maxAge, null, false));
	}

	private static Answer stream() {
		return new Answer.Stream(200, new HttpHeaders(), new LinkedMultiValueMap<>(),
				Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(new byte[1])));
	}

	private void with(CacheSettings settings) {
		this.cache = new IntelligentCache(settings, this.time);
		this.stage = new RecallStage(this.cache, new OwnFailures());
	}

	private Caller call(ApiCall call) {
		return Caller.call(call, this.stage, this.upstream, this.ledger);
	}

}
