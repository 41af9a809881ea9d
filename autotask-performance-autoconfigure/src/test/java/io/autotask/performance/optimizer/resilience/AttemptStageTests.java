package io.autotask.performance.optimizer.resilience;

import java.time.Duration;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.call.AutotaskTimeoutException;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Origin;
import io.autotask.performance.monitor.CallLedgerTap;
import io.autotask.performance.stub.Caller;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/** Attempts and the circuit of their host, in virtual time. */
class AttemptStageTests {

	private static final ApiCall READ = Calls.get("Tickets", 5);

	/** As long as a host is left alone, and a moment. */
	private static final Duration OPEN = Duration.ofMillis(10_001);

	private static final Chain BROKEN = answering(Calls.answer(503, ""));

	private final CallLedgerTap ledger = new CallLedgerTap();

	private VirtualTimeScheduler clock;

	private Circuits circuits;

	private AttemptStage stage;

	@BeforeEach
	void start() {
		this.clock = VirtualTimeScheduler.getOrSet();
		use(CircuitSettings.defaults());
	}

	@AfterEach
	void stop() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void anAttemptThatTakesTooLongIsCancelledAndSaidToBe() {
		boolean[] cancelled = new boolean[1];
		Caller caller = call(READ, (exchange) -> Mono.<Answer>never().doOnCancel(() -> cancelled[0] = true));
		pass(Duration.ofSeconds(59));
		assertThat(caller.failure()).isNull();
		pass(Duration.ofSeconds(1));
		assertThat(caller.failure()).isInstanceOf(AutotaskTimeoutException.class)
			.hasMessageContaining("get Tickets")
			.hasMessageContaining("PT1M")
			.hasMessageContaining("attempt-timeout");
		assertThat(cancelled[0]).isTrue();
	}

	@Test
	void whoWroteIsToldThatItMayHaveRun() {
		Caller caller = call(Calls.update("Tickets", 5), (exchange) -> Mono.never());
		pass(Duration.ofSeconds(60));
		assertThat(caller.failure()).hasMessageContaining("may have been carried out");
	}

	@Test
	void withoutATimeoutAnAttemptMayTakeForEver() {
		this.stage = new AttemptStage(Duration.ZERO, this.circuits, ManualTime.virtual());
		Caller caller = call(READ, (exchange) -> Mono.never());
		pass(Duration.ofDays(1));
		assertThat(caller.failure()).isNull();
	}

	@Test
	void leavesAHostAloneWhenHalfOfTheLastCallsFailed() {
		for (int i = 0; i < 5; i++) {
			call(READ, answering(Calls.item("")));
			call(READ, BROKEN);
		}
		assertRefused(Duration.ofSeconds(10));
		assertThat(this.circuits.snapshot()).containsEntry(Calls.ORIGIN.toString(), "open");
	}

	@Test
	void anotherHostIsAskedAllTheSame() {
		fail(10);
		ApiCall elsewhere = new ApiCall(new Origin("https", "webservices2.autotask.net", 443), "Tickets",
				READ.operation(), false, 5L, null, "code", "me", null, null, READ.options());
		assertThat(call(elsewhere, answering(Calls.item(""))).hasAnswer()).isTrue();
	}

	@Test
	void aFewFailuresSayNothing() {
		fail(9);
		assertThat(call(READ, answering(Calls.item(""))).hasAnswer()).isTrue();
	}

	@Test
	void triesCarefullyAfterAWhileAndGoesOnWhenItWorks() {
		fail(10);
		pass(Duration.ofSeconds(9));
		assertRefused(Duration.ofSeconds(1));
		pass(Duration.ofMillis(1_001));
		for (int probe = 0; probe < 3; probe++) {
			assertThat(call(READ, answering(Calls.item(""))).hasAnswer()).isTrue();
		}
		assertThat(this.circuits.snapshot()).containsEntry(Calls.ORIGIN.toString(), "closed");
	}

	@Test
	void onlyThreeAreLetThroughToTry() {
		fail(10);
		pass(OPEN);
		for (int probe = 0; probe < 3; probe++) {
			call(READ, (exchange) -> Mono.never());
		}
		assertRefused(Duration.ZERO);
	}

	@Test
	void aProbeThatIsCancelledMakesRoomForAnother() {
		fail(10);
		pass(OPEN);
		for (int probe = 0; probe < 20; probe++) {
			call(READ, (exchange) -> Mono.never()).goAway();
		}
		assertThat(call(READ, answering(Calls.item(""))).hasAnswer()).isTrue();
	}

	@Test
	void staysAwayWhenTheProbesFail() {
		fail(10);
		pass(OPEN);
		fail(3);
		assertRefused(Duration.ofSeconds(10));
	}

	@Test
	void callsThatHangOpenItToo() {
		use(new CircuitSettings(true, 50, Duration.ofSeconds(5), 50, Duration.ofSeconds(10)));
		for (int i = 0; i < 10; i++) {
			call(READ, (exchange) -> Mono.delay(Duration.ofSeconds(6)).thenReturn(Calls.item("")));
			pass(Duration.ofSeconds(6));
		}
		assertRefused(Duration.ofSeconds(10));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			200 | {"item":null}
			401 |
			404 | {"Message":"No HTTP resource was found"}
			429 | {"errors":["The Autotask API thread threshold of 3 threads has been exceeded."]}
			500 | {"errors":["Picklist value [3] does not exist for priority"]}
			""")
	void whatTheApiRefusesIsNoFailureOfTheHost(int status, String body) {
		for (int i = 0; i < 100; i++) {
			call(READ, answering(Calls.answer(status, (body != null) ? body : "")));
		}
		assertThat(call(READ, answering(Calls.item(""))).hasAnswer()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			500 | <html>Server Error</html>
			500 | {"errors":["Execution Timeout Expired. The timeout period elapsed"]}
			502 | <html>
			503 |
			504 |
			""")
	void aHostThatIsBrokenIsLeftAlone(int status, String body) {
		for (int i = 0; i < 10; i++) {
			call(READ, answering(Calls.answer(status, (body != null) ? body : "")));
		}
		assertRefused(Duration.ofSeconds(10));
	}

	@Test
	void switchedOffAHostIsNeverLeftAlone() {
		use(new CircuitSettings(false, 50, Duration.ofSeconds(30), 50, Duration.ofSeconds(10)));
		fail(100);
		assertThat(call(READ, answering(Calls.item(""))).hasAnswer()).isTrue();
	}

	@Test
	void aCallThatIsNotSentBecauseOfItIsCountedApart() {
		fail(10);
		call(READ, BROKEN);
		assertThat(this.ledger.snapshot().circuitOpen()).isEqualTo(1);
		assertThat(this.ledger.snapshot().refused()).isZero();
	}

	/** While nothing passes, a call does not even queue. */
	@Test
	void aRetryIsRefusedBeforeItQueues() {
		fail(10);
		RetryStage retry = new RetryStage(RetrySettings.defaults(), this.circuits, ManualTime.virtual(), () -> 0.5);
		Caller caller = Caller.call(READ, retry, (exchange) -> {
			throw new IllegalStateException("It queued");
		}, this.ledger);
		assertThat(caller.failure()).isInstanceOfSatisfying(AutotaskRequestRefusedException.class,
				(refusal) -> assertThat(refusal.reason()).isEqualTo(Reason.CIRCUIT_OPEN));
	}

	private void assertRefused(Duration retryAfter) {
		Caller refused = call(READ, (exchange) -> {
			throw new IllegalStateException("It was sent");
		});
		assertThat(refused.failure()).isInstanceOfSatisfying(AutotaskRequestRefusedException.class, (refusal) -> {
			assertThat(refusal.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
			assertThat(refusal.retryAfter()).isEqualTo(retryAfter);
			assertThat(refusal).hasMessageContaining("webservices5.autotask.net")
				.hasMessageContaining("circuit-breaker");
		});
	}

	private void fail(int times) {
		for (int i = 0; i < times; i++) {
			call(READ, BROKEN);
		}
	}

	private void use(CircuitSettings settings) {
		this.circuits = new Circuits(settings, ManualTime.virtual());
		this.stage = new AttemptStage(Duration.ofSeconds(60), this.circuits, ManualTime.virtual());
	}

	private void pass(Duration duration) {
		this.clock.advanceTimeBy(duration);
	}

	private Caller call(ApiCall call, Chain upstream) {
		return Caller.call(call, this.stage,
				(exchange) -> sent(exchange).then(Mono.defer(() -> upstream.proceed(exchange))), this.ledger);
	}

	private static Mono<Void> sent(CallExchange exchange) {
		return Mono.fromRunnable(() -> exchange.depart(0));
	}

	private static Chain answering(Answer answer) {
		return (exchange) -> Mono.just(answer);
	}

}
