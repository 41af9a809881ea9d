package io.autotask.performance.optimizer.resilience;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.call.AutotaskTimeoutException;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.IncompleteAnswerException;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Serving;
import io.autotask.performance.monitor.CallLedgerTap;
import io.autotask.performance.monitor.ObserveStage;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import io.autotask.performance.stub.VirtualAutotask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class RetryStageTests {

	private static final ApiCall READ = Calls.get("Tickets", 5);

	private static final ApiCall WRITE = Calls.write(Operation.CREATE, "Tickets", null, null);

	private final CallLedgerTap ledger = new CallLedgerTap();

	private final AtomicInteger sent = new AtomicInteger();

	private RetrySettings settings = RetrySettings.defaults();

	@Test
	void sendsAReadAgainWithGrowingPausesAsOftenAsItMay() {
		Answer unavailable = Calls.answer(503, "");
		StepVerifier.withVirtualTime(() -> call(READ, ends(unavailable, unavailable, Calls.item(""))))
			.expectSubscription()
			// Three quarters of 200 and 400 milliseconds.
			.expectNoEvent(Duration.ofMillis(150 + 300))
			.assertNext((answer) -> assertThat(answer.status()).isEqualTo(200))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(this.sent).hasValue(3);
		assertThat(this.ledger.snapshot().retries()).isEqualTo(2);
		assertThat(this.ledger.snapshot().upstream()).isEqualTo(3);
	}

	@ParameterizedTest
	@MethodSource("whatMayBeOverSoon")
	void aReadSurvives(Object end) {
		verifyAnswer(READ, 200, end, Calls.item(""));
		assertThat(this.sent).hasValue(2);
	}

	static List<Object> whatMayBeOverSoon() {
		return List.of(Calls.answer(408, ""), Calls.answer(425, ""), Calls.answer(429, "{\"errors\":[\"slow down\"]}"),
				Calls.answer(502, "<html>"), Calls.answer(503, ""), Calls.answer(504, ""),
				Calls.answer(500,
						"{\"errors\":[\"Transaction (Process ID 52) was deadlocked on lock resources with another"
								+ " process and has been chosen as the deadlock victim. Rerun the transaction.\"]}"),
				network(new IOException("Connection reset by peer")), network(new ConnectException("refused")),
				new AutotaskTimeoutException(READ, Duration.ofSeconds(60)),
				new IncompleteAnswerException(Calls.json(200, "{\"it"), new IOException("broke off")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 301, 400, 401, 403, 404, 405, 410, 422, 451, 500, 501, 505 })
	void everyOtherAnswerIsFinal(int status) {
		verifyAnswer(READ, status, Calls.answer(status, "{\"errors\":[\"Picklist value [3] does not exist\"]}"));
		assertThat(this.sent).hasValue(1);
	}

	@Test
	void theLastAnswerIsTheCallersWhenNothingHelps() {
		Answer unavailable = Calls.answer(503, "<html>third</html>");
		verifyAnswer(READ, 503, Calls.answer(503, ""), Calls.answer(503, ""), unavailable);
		assertThat(this.sent).hasValue(3);
		assertThat(this.ledger.snapshot().upstream()).isEqualTo(3);
		assertThat(this.ledger.snapshot().waiting()).isZero();
	}

	@Test
	void theLastFailureIsTheCallersWhenNothingHelps() {
		WebClientRequestException reset = network(new IOException("third reset"));
		verifyFailure(READ, reset, network(new IOException("reset")), network(new IOException("reset")), reset);
	}

	@ParameterizedTest
	@MethodSource("whatMayHaveRun")
	void aWriteThatMayHaveRunIsNeverSentAgain(Object end) {
		StepVerifier.withVirtualTime(() -> call(WRITE, ends(end)).materialize())
			.thenAwait(Duration.ofMinutes(5))
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(this.sent).hasValue(1);
	}

	static List<Object> whatMayHaveRun() {
		return List.of(Calls.answer(408, ""), Calls.answer(425, ""), Calls.answer(500, "<html>"), Calls.answer(502, ""),
				Calls.answer(503, ""), Calls.answer(504, ""),
				Calls.answer(500, "{\"errors\":[\"Transaction was deadlocked on lock resources, deadlock victim\"]}"),
				network(new IOException("Connection reset by peer")),
				new AutotaskTimeoutException(WRITE, Duration.ofSeconds(60)),
				new IncompleteAnswerException(Calls.json(200, "{\"it"), new IOException("broke off")));
	}

	@Test
	void aWriteThatProvablyDidNotRunIsSentAgain() {
		verifyAnswer(WRITE, 200, network(new ConnectException("refused")), Calls.answer(429, ""),
				Calls.answer(200, "{\"itemId\":1}"));
		assertThat(this.sent).hasValue(3);
	}

	@Test
	void waitsAsLongAsTheApiAsksWithinBounds() {
		verifyPause("7", Duration.ofSeconds(7));
		verifyPause("3600", Duration.ofSeconds(60));
		verifyPause("soon", Duration.ofMillis(150));
		verifyPause("0", Duration.ofMillis(150));
	}

	@Test
	void aBypassedCallIsNotSentAgain() {
		verifyAnswer(Calls.get("Tickets", 5, new CallOptions(true, 5, null, null, false)), 503, Calls.answer(503, ""));
		assertThat(this.sent).hasValue(1);
	}

	@Test
	void switchedOffNothingIsSentAgain() {
		this.settings = new RetrySettings(false, 3, Duration.ofMillis(200), Duration.ofSeconds(5),
				Duration.ofSeconds(60), 10);
		verifyAnswer(READ, 503, Calls.answer(503, ""));
		assertThat(this.sent).hasValue(1);
	}

	@Test
	void aRefusalIsADecisionAndNotTriedAgain() {
		AutotaskRequestRefusedException refusal = new AutotaskRequestRefusedException(Reason.QUEUE_FULL, Duration.ZERO,
				"full");
		StepVerifier.withVirtualTime(() -> call(READ, (exchange) -> Mono.error(refusal)))
			.expectErrorMatches((failure) -> failure == refusal)
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void aStreamThatIsNotHandedOutIsEnded() {
		AtomicInteger ended = new AtomicInteger();
		Answer stream = new Answer.Stream(503, new HttpHeaders(), new LinkedMultiValueMap<>(),
				Flux.<DataBuffer>never().doOnCancel(ended::incrementAndGet));
		verifyAnswer(READ, 200, stream, Calls.item(""));
		assertThat(ended).hasValue(1);
	}

	@Test
	void aCallThatIsCancelledInThePauseIsNotSentAgain() {
		StepVerifier.withVirtualTime(() -> call(READ, ends(Calls.answer(503, ""))))
			.thenAwait(Duration.ofMillis(100))
			.thenCancel()
			.verify(Duration.ofSeconds(5));
		assertThat(this.sent).hasValue(1);
		assertThat(this.ledger.snapshot().waiting()).isZero();
		assertThat(this.ledger.snapshot().cancelled()).isEqualTo(1);
	}

	/**
	 * 100 calls a second for ten minutes, all of which fail: without a budget each would
	 * be sent three times.
	 */
	@Test
	void anOutageSeesTenPercentMoreRequestsAtMost() {
		RetryStage stage = stage();
		int calls = 60_000;
		StepVerifier
			.withVirtualTime(() -> Flux.interval(Duration.ofMillis(10))
				.take(calls)
				.flatMap((tick) -> call(stage, READ, ends(Calls.answer(503, ""))), Integer.MAX_VALUE)
				.count())
			.thenAwait(Duration.ofMinutes(11))
			.expectNext((long) calls)
			.expectComplete()
			.verify(Duration.ofSeconds(60));
		assertThat(this.sent.get()).isBetween((int) (1.08 * calls), (int) (1.105 * calls));
	}

	@Test
	void callsThatLeftInOneRequestPauseTogetherAndSpendOnce() {
		this.settings = new RetrySettings(true, 3, Duration.ofMillis(200), Duration.ofSeconds(5),
				Duration.ofSeconds(60), 1);
		RetryStage stage = stage();
		List<CallExchange> members = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			members.add(VirtualAutotask.arrived(Calls.get("Tickets", i), this.ledger));
		}
		CallExchange merged = CallExchange.merged(Calls.metadata("Tickets"), new byte[0], members);
		AtomicInteger again = new AtomicInteger();
		StepVerifier.withVirtualTime(() -> {
			merged.depart(0);
			return Flux.fromIterable(members)
				.flatMap((member) -> stage.apply(member, (exchange) -> (again.getAndIncrement() < 50)
						? Mono.just(Calls.answer(503, "")) : Mono.fromSupplier(() -> {
							exchange.depart(0);
							return Calls.item("");
						})))
				.filter((answer) -> answer.status() == 200)
				.count();
		}).thenAwait(Duration.ofMillis(150)).expectNext(50L).expectComplete().verify(Duration.ofSeconds(5));
		assertThat(this.ledger.snapshot().retries()).isEqualTo(1);
		assertThat(this.ledger.snapshot().savedByBatching()).isZero();
	}

	private void verifyPause(String retryAfter, Duration pause) {
		Answer asks = new Answer.Whole(Calls.response(429, Map.of("Retry-After", retryAfter), ""),
				Serving.network(false));
		StepVerifier.withVirtualTime(() -> call(READ, ends(asks, Calls.item(""))))
			.expectSubscription()
			.expectNoEvent(pause)
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

	private void verifyAnswer(ApiCall call, int status, Object... ends) {
		StepVerifier.withVirtualTime(() -> call(call, ends(ends)))
			.thenAwait(Duration.ofMinutes(5))
			.assertNext((answer) -> assertThat(answer.status()).isEqualTo(status))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

	private void verifyFailure(ApiCall call, Throwable failure, Object... ends) {
		StepVerifier.withVirtualTime(() -> call(call, ends(ends)))
			.thenAwait(Duration.ofMinutes(5))
			.expectErrorMatches((seen) -> seen == failure)
			.verify(Duration.ofSeconds(5));
	}

	private Mono<Answer> call(ApiCall call, Chain upstream) {
		return call(stage(), call, upstream);
	}

	private Mono<Answer> call(RetryStage stage, ApiCall call, Chain upstream) {
		CallExchange exchange = CallExchange.arrived(call, Mono::never, this.ledger);
		return new ObserveStage(ManualTime.virtual()).apply(exchange, (passed) -> stage.apply(passed, upstream));
	}

	private RetryStage stage() {
		CircuitSettings none = new CircuitSettings(false, 50, Duration.ofSeconds(30), 50, Duration.ofSeconds(10));
		return new RetryStage(this.settings, new Circuits(none, ManualTime.virtual()), ManualTime.virtual(), () -> 0.5);
	}

	/**
	 * An upstream that ends the attempts of one call like this, the last one for ever.
	 */
	private Chain ends(Object... ends) {
		AtomicInteger attempts = new AtomicInteger();
		return (exchange) -> Mono.defer(() -> {
			assertThat(exchange.depart(0)).isTrue();
			this.sent.incrementAndGet();
			Object end = Arrays.asList(ends).get(Math.min(attempts.getAndIncrement(), ends.length - 1));
			return (end instanceof Answer answer) ? Mono.just(answer) : Mono.error((Throwable) end);
		});
	}

	private static WebClientRequestException network(Exception cause) {
		return new WebClientRequestException(cause, HttpMethod.GET, URI.create("https://webservices5.autotask.net"),
				new HttpHeaders());
	}

}
