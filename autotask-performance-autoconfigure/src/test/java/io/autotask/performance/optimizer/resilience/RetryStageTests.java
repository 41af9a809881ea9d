package io.autotask.performance.optimizer.resilience;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Serving;
import io.autotask.performance.monitor.CallLedgerTap;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class RetryStageTests {

	private static final Answer REJECTED = Calls.answer(429, "{\"errors\":[\"thread threshold exceeded\"]}");

	private final CallLedgerTap ledger = new CallLedgerTap();

	private final AtomicInteger sent = new AtomicInteger();

	@Test
	void sendsAgainUntilTheRequestIsTakenWithGrowingPauses() {
		StepVerifier.withVirtualTime(() -> call(Calls.get("Tickets", 5), rejecting(3)))
			.expectSubscription()
			// Three quarters of 200, 400 and 800 milliseconds.
			.expectNoEvent(Duration.ofMillis(150 + 300 + 600))
			.assertNext((answer) -> assertThat(answer.status()).isEqualTo(200))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(this.sent).hasValue(4);
		assertThat(this.ledger.snapshot().retries()).isEqualTo(3);
		assertThat(this.ledger.snapshot().upstream()).isEqualTo(4);
	}

	@Test
	void sendsAWriteAgainBecauseItDidNotRun() {
		StepVerifier.withVirtualTime(() -> call(Calls.update("Tickets", 5), rejecting(1)))
			.thenAwait(Duration.ofSeconds(1))
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(this.sent).hasValue(2);
	}

	@Test
	void waitsAsLongAsTheApiAsks() {
		Answer asks = new Answer.Whole(
				Calls.response(429, Map.of("Retry-After", "7", "Content-Type", "application/json"), ""),
				Serving.network(false));
		StepVerifier.withVirtualTime(() -> call(Calls.get("Tickets", 5), rejecting(1, asks)))
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(7))
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Wed, 21 Oct 2026 07:28:00 GMT", "-5", "0", "soon" })
	void doesWithItsOwnPauseWhenTheApiAsksForNothingUseful(String retryAfter) {
		Answer asks = new Answer.Whole(Calls.response(429, Map.of("Retry-After", retryAfter), ""),
				Serving.network(false));
		StepVerifier.withVirtualTime(() -> call(Calls.get("Tickets", 5), rejecting(1, asks)))
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(150))
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void givesUpAfterTheLongestWaitAndSaysHowOftenItTried() {
		StepVerifier.withVirtualTime(() -> call(Calls.get("Tickets", 5), rejecting(Integer.MAX_VALUE)))
			.thenAwait(Duration.ofSeconds(30))
			.expectErrorSatisfies((failure) -> assertThat(failure)
				.isInstanceOfSatisfying(AutotaskRequestRefusedException.class, (refusal) -> {
					assertThat(refusal.reason()).isEqualTo(Reason.QUEUE_TIMEOUT);
					assertThat(refusal.retryAfter()).isPositive();
					assertThat(refusal).hasMessageContaining("get Tickets").hasMessageContaining("PT30S are allowed");
				}))
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void aCallThatIsCancelledInThePauseIsNotSentAgain() {
		StepVerifier.withVirtualTime(() -> call(Calls.get("Tickets", 5), rejecting(Integer.MAX_VALUE)))
			.thenAwait(Duration.ofMillis(100))
			.thenCancel()
			.verify(Duration.ofSeconds(5));
		assertThat(this.sent).hasValue(1);
		assertThat(this.ledger.snapshot().waiting()).isZero();
		assertThat(this.ledger.snapshot().cancelled()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 401, 404, 500, 502, 503 })
	void passesEveryOtherAnswerOn(int status) {
		Answer other = Calls.answer(status, "{\"errors\":[\"no\"]}");
		assertThat(call(Calls.get("Tickets", 5), rejecting(1, other)).block()).isSameAs(other);
		assertThat(this.sent).hasValue(1);
	}

	@Test
	void aBypassedCallIsNotSentAgain() {
		ApiCall bypass = Calls.get("Tickets", 5, new CallOptions(true, 5, null, null, false));
		assertThat(call(bypass, rejecting(1)).block()).isSameAs(REJECTED);
	}

	private Mono<Answer> call(ApiCall call, Chain upstream) {
		RetryStage stage = new RetryStage(RetrySettings.defaults(), ManualTime.virtual(), () -> 0.5);
		CallExchange exchange = CallExchange.arrived(call, Mono::never, this.ledger);
		return new io.autotask.performance.monitor.ObserveStage(ManualTime.virtual()).apply(exchange,
				(passed) -> stage.apply(passed, upstream));
	}

	private Chain rejecting(int times) {
		return rejecting(times, REJECTED);
	}

	private Chain rejecting(int times, Answer rejection) {
		return (exchange) -> Mono.fromSupplier(() -> {
			assertThat(exchange.depart(0)).isTrue();
			return (this.sent.getAndIncrement() < times) ? rejection : Calls.item("");
		});
	}

}
