package io.autotask.performance.cache;

import java.net.ConnectException;
import java.time.Duration;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.RowLikeness;
import io.autotask.performance.call.Serving;
import io.autotask.performance.monitor.CallLedgerTap;
import io.autotask.performance.stub.Caching;
import io.autotask.performance.stub.Caller;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.FakeUpstream;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is given though its time is up: at once, while it is asked for again, and when the
 * API cannot be asked (RFC 5861); and what is asked for again before.
 */
class StaleAnswersTests {

	private static final ApiCall GET = Calls.get("Tickets", 5);

	private static final Duration TTL = Duration.ofMinutes(5);

	private final ManualTime time = new ManualTime();

	private final CallLedgerTap ledger = new CallLedgerTap();

	private final FakeUpstream upstream = new FakeUpstream(this.time);

	private double random = 0.5;

	private final IntelligentCache cache = new IntelligentCache(
			Caching.usual().stale(Duration.ofSeconds(30), Duration.ofMinutes(10)).settings(), this.time,
			new OwnFailures(), new RowLikeness(), Sharing.none(), () -> this.random);

	private final RecallStage stage = new RecallStage(this.cache, new OwnFailures());

	@AfterEach
	void theFiguresBalanceAndNothingIsInTheAir() {
		assertThat(this.stage.flightsInTheAir()).isZero();
		assertThat(this.ledger.snapshot().waiting()).isZero();
		assertThat(this.ledger.snapshot().upstream()).isEqualTo(this.upstream.sent());
	}

	@Test
	void anAnswerWhoseTimeIsUpIsGivenAtOnceAndAskedForAgainBehind() {
		fill();
		this.time.pass(TTL.plusSeconds(10));
		Caller caller = call(GET);
		assertThat(caller.answer().serving()).isEqualTo(Serving.stale(Duration.ofSeconds(310), Duration.ofSeconds(10)));
		assertThat(this.upstream.sent()).isEqualTo(2);
		Caller another = call(GET);
		assertThat(another.answer().serving().source()).isEqualTo(Serving.Source.STALE);
		assertThat(this.upstream.sent()).as("once is enough").isEqualTo(2);
		this.upstream.answer(1, Calls.item("\"version\":2"));
		assertThat(Calls.text(call(GET).answer())).contains("\"version\":2");
		assertThat(this.ledger.snapshot().background()).isEqualTo(1);
		assertThat(this.ledger.snapshot().savedByCache()).isEqualTo(3);
		assertThat(this.cache.snapshot().hits()).isEqualTo(3);
	}

	@Test
	void afterThatItIsAskedForAndWaitedFor() {
		fill();
		this.time.pass(TTL.plusSeconds(30));
		Caller caller = call(GET);
		assertThat(caller.hasAnswer()).isFalse();
		this.upstream.answer(1, Calls.item("\"version\":2"));
		assertThat(Calls.text(caller.answer())).contains("\"version\":2");
	}

	@Test
	void whoJoinsTheRefreshIsAnsweredByIt() {
		fill();
		this.time.pass(TTL.plusSeconds(29));
		call(GET);
		this.time.pass(Duration.ofSeconds(2));
		Caller waits = call(GET);
		assertThat(this.upstream.sent()).isEqualTo(2);
		this.upstream.answer(1, Calls.item("\"version\":2"));
		assertThat(waits.answer().serving()).isEqualTo(Serving.shared());
	}

	@Test
	void aRefreshThatFailsIsTriedAgainByTheNextReader() {
		fill();
		this.time.pass(TTL.plusSeconds(1));
		call(GET);
		this.upstream.fail(1, new ConnectException("refused"));
		call(GET);
		assertThat(this.upstream.sent()).isEqualTo(3);
		this.upstream.answer(2, Calls.item("\"version\":2"));
	}

	@Test
	void aWriteEndsTheOldAnswerAtOnce() {
		fill();
		this.time.pass(TTL.plusSeconds(1));
		WriteReach reach = Reach.ofWrite(Calls.update("Tickets", 5), null);
		this.cache.open(reach);
		this.cache.close(reach, WriteOutcome.KNOWN);
		Caller caller = call(GET);
		assertThat(caller.hasAnswer()).isFalse();
		this.upstream.fail(1, new ConnectException("refused"));
		assertThat(caller.failure()).isInstanceOf(ConnectException.class);
	}

	@Test
	void theCallersBoundCoversStaleAnswersToo() {
		fill();
		this.time.pass(TTL.plusSeconds(1));
		Caller caller = call(maxAge(TTL));
		assertThat(caller.hasAnswer()).isFalse();
		this.upstream.fail(1, new ConnectException("refused"));
		assertThat(caller.failure()).isNotNull();
	}

	@Test
	void anAnswerIsGivenInThePlaceOfAFailureForAWhile() {
		fill();
		this.time.pass(TTL.plusSeconds(60));
		Caller caller = call(GET);
		Caller joined = call(GET);
		this.upstream.fail(1, new ConnectException("refused"));
		assertThat(caller.answer().serving()).isEqualTo(Serving.stale(Duration.ofSeconds(360), Duration.ofSeconds(60)));
		assertThat(joined.answer().serving().source()).isEqualTo(Serving.Source.STALE);
		assertThat(this.cache.snapshot().hits()).isEqualTo(2);
		assertThat(this.cache.snapshot().misses()).as("the first one of all").isEqualTo(1);
		this.time.pass(Duration.ofMinutes(10));
		Caller late = call(GET);
		this.upstream.fail(2, new ConnectException("refused"));
		assertThat(late.failure()).isInstanceOf(ConnectException.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "429 | {\"errors\":[\"too many\"]} | true", "502 | <html></html> | true", "503 | | true",
					"504 | | true", "500 | nonsense | true", "500 | {\"errors\":[\"Unable to find x\"]} | false",
					"404 | {\"Message\":\"no\"} | false", "401 | | false" })
	void whatSaysThatTheApiCannotBeAskedIsReplacedAndWhatIsAnAnswerIsNot(int status, String body, boolean replaced) {
		fill();
		this.time.pass(TTL.plusSeconds(60));
		Caller caller = call(GET);
		this.upstream.answer(1, Calls.answer(status, (body != null) ? body : ""));
		assertThat(caller.answer().status()).isEqualTo(replaced ? 200 : status);
		assertThat(caller.answer().serving().source())
			.isEqualTo(replaced ? Serving.Source.STALE : Serving.Source.NETWORK);
	}

	@Test
	void aRefusalByALimitIsReplacedToo() {
		fill();
		this.time.pass(TTL.plusSeconds(60));
		Caller caller = Caller.call(GET, this.stage,
				(exchange) -> Mono.error(
						new AutotaskRequestRefusedException(Reason.BUDGET_EXHAUSTED, Duration.ofMinutes(1), "used up")),
				this.ledger);
		assertThat(caller.answer().serving().source()).isEqualTo(Serving.Source.STALE);
		assertThat(this.ledger.snapshot().refused()).isEqualTo(1);
	}

	@Test
	void aFailureOfOurOwnIsNotReplacedSoThatTheCallMayPassWithoutUs() {
		fill();
		this.time.pass(TTL.plusSeconds(60));
		Caller caller = Caller.call(GET, this.stage,
				(exchange) -> Mono.error(new IllegalStateException("a part of ours broke")), this.ledger);
		assertThat(caller.failure()).isInstanceOf(IllegalStateException.class);
	}

	@Test
	void setUpIsGivenAndRefreshedAsLongAsItIsInUse() {
		ApiCall fields = Calls.metadata("Tickets");
		call(fields);
		this.upstream.answer(0, Calls.answer(200, "{\"fields\":[]}"));
		this.time.pass(Duration.ofMinutes(119));
		assertThat(call(fields).answer().serving().source()).isEqualTo(Serving.Source.STALE);
		this.upstream.answer(1, Calls.answer(200, "{\"fields\":[1]}"));
		assertThat(Calls.text(call(fields).answer())).contains("[1]");
	}

	@Test
	void anAnswerThatTookLongToGetIsAskedForAgainBeforeItsTimeIsUp() {
		call(GET);
		this.time.pass(Duration.ofSeconds(4));
		this.upstream.answer(0, Calls.item("\"version\":1"));
		this.time.pass(Duration.ofSeconds(293));
		this.random = 0.5;
		assertThat(call(GET).answer().serving())
			.isEqualTo(Serving.cache(Duration.ofSeconds(297), Duration.ofSeconds(3)));
		assertThat(this.upstream.sent()).as("4 s * -ln 0.5 = 2.8 s").isEqualTo(1);
		this.random = 0.4;
		assertThat(call(GET).answer().serving().source()).isEqualTo(Serving.Source.CACHE);
		assertThat(this.upstream.sent()).as("4 s * -ln 0.4 = 3.7 s").isEqualTo(2);
		this.upstream.answer(1, Calls.item("\"version\":2"));
		assertThat(Calls.text(call(GET).answer())).contains("\"version\":2");
	}

	private void fill() {
		call(GET);
		this.upstream.answer(0, Calls.item("\"version\":1"));
	}

	private static ApiCall maxAge(Duration maxAge) {
		return Calls.get("Tickets", 5, new CallOptions(false, 5, maxAge, null, false));
	}

	private Caller call(ApiCall call) {
		return Caller.call(call, this.stage, this.upstream, this.ledger);
	}

}
