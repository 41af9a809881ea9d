package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.RowLikeness;
import io.autotask.performance.monitor.CallLedgerTap;
import io.autotask.performance.stub.Caller;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.FakeUpstream;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class DispatchStageTests {

	private static final ApiCall GET = Calls.get("Tickets", 5);

	private final ManualTime time = new ManualTime();

	private final CallLedgerTap ledger = new CallLedgerTap();

	private final FakeUpstream upstream = new FakeUpstream(this.time);

	private final DispatchStage stage = new DispatchStage(new DispatchSettings(3, 20, 10, Duration.ofSeconds(30)),
			new RowLikeness(), this.time);

	@Test
	void sendsThreeAtOnceAndTheNextWhenAnAnswerIsWhole() {
		List<Caller> callers = call(5);
		assertThat(this.upstream.sent()).isEqualTo(3);
		this.upstream.answer(1, Calls.item(""));
		assertThat(this.upstream.sent()).isEqualTo(4);
		assertThat(callers.get(1).hasAnswer()).isTrue();
		assertThat(this.stage.snapshot().get("Tickets")).extracting(QueueSnapshot::inFlight, QueueSnapshot::waiting)
			.containsExactly(3, 1);
	}

	@Test
	void aCancelledCallThatWaitsIsNeverSent() {
		List<Caller> callers = call(4);
		callers.get(3).goAway();
		this.upstream.answer(0, Calls.item(""));
		assertThat(this.upstream.sent()).isEqualTo(3);
		assertThat(this.ledger.snapshot().cancelled()).isEqualTo(1);
		assertThat(this.stage.snapshot().get("Tickets").waiting()).isZero();
	}

	@Test
	void aCancelledCallOnTheWireGivesItsSlotBack() {
		List<Caller> callers = call(4);
		callers.get(0).goAway();
		assertThat(this.upstream.cancelled()).isEqualTo(1);
		assertThat(this.upstream.sent()).isEqualTo(4);
	}

	@Test
	void aFailureGivesTheSlotBack() {
		call(4);
		this.upstream.fail(0, new IllegalStateException("reset"));
		assertThat(this.upstream.sent()).isEqualTo(4);
	}

	@Test
	void aCallWithoutAnAnswerGivesItsSlotBack() {
		Chain empty = (exchange) -> Mono.empty();
		Caller.call(GET, this.stage, empty, this.ledger);
		assertThat(this.stage.snapshot().get("Tickets").inFlight()).isZero();
	}

	@Test
	void aStageAfterItThatThrowsGivesTheSlotBack() {
		Chain broken = (exchange) -> {
			throw new IllegalStateException("broken");
		};
		assertThat(Caller.call(GET, this.stage, broken, this.ledger).failure()).hasMessage("broken");
		assertThat(this.stage.snapshot().get("Tickets").inFlight()).isZero();
	}

	@Test
	void aStreamHoldsItsSlotUntilItsLastByte() {
		List<Caller> callers = call(4);
		Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();
		this.upstream.answer(0, new Answer.Stream(200, new HttpHeaders(), new LinkedMultiValueMap<>(), body.asFlux()));
		assertThat(this.upstream.sent()).isEqualTo(3);
		Answer.Stream stream = (Answer.Stream) callers.get(0).answer();
		stream.body().subscribe();
		assertThat(this.upstream.sent()).isEqualTo(3);
		body.tryEmitComplete().orThrow();
		assertThat(this.upstream.sent()).isEqualTo(4);
	}

	@Test
	void aStreamThatIsDiscardedGivesItsSlotBack() {
		List<Caller> callers = call(4);
		this.upstream.answer(0, new Answer.Stream(200, new HttpHeaders(), new LinkedMultiValueMap<>(), Flux.never()));
		((Answer.Stream) callers.get(0).answer()).discardUnlessRead();
		assertThat(this.upstream.sent()).isEqualTo(4);
	}

	@Test
	void aStreamThatNobodyReadsIsEndedAfterAWhile() {
		AtomicInteger ended = new AtomicInteger();
		Answer.Stream unread = new Answer.Stream(200, new HttpHeaders(), new LinkedMultiValueMap<>(),
				Flux.<DataBuffer>never().doOnCancel(ended::incrementAndGet));
		StepVerifier.withVirtualTime(() -> {
			DispatchStage virtual = new DispatchStage(new DispatchSettings(1, 20, 10, Duration.ofSeconds(30)),
					new RowLikeness(), ManualTime.virtual());
			exchange(virtual, (exchange) -> Mono.just(unread)).subscribe();
			return Mono.delay(Duration.ofSeconds(1)).then(exchange(virtual, this.upstream));
		})
			.thenAwait(Duration.ofSeconds(29))
			.then(() -> assertThat(this.upstream.sent()).isZero())
			.thenAwait(Duration.ofSeconds(1))
			.then(() -> this.upstream.answer(0, Calls.item("")))
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(ended).hasValue(1);
	}

	@Test
	void aStreamThatIsReadSlowlyIsNotEnded() {
		StepVerifier.withVirtualTime(() -> {
			Flux<DataBuffer> slow = Flux.interval(Duration.ofSeconds(20))
				.take(5)
				.map((i) -> DefaultDataBufferFactory.sharedInstance.wrap(new byte[1]));
			DispatchStage virtual = new DispatchStage(new DispatchSettings(1, 20, 10, Duration.ofSeconds(30)),
					new RowLikeness(), ManualTime.virtual());
			return exchange(virtual,
					(exchange) -> Mono
						.just(new Answer.Stream(200, new HttpHeaders(), new LinkedMultiValueMap<>(), slow)))
				.flatMapMany((answer) -> ((Answer.Stream) answer).body());
		}).thenAwait(Duration.ofSeconds(100)).expectNextCount(5).expectComplete().verify(Duration.ofSeconds(5));
	}

	/**
	 * One call is granted its slot while another one is told of its own, and its time is
	 * up before its turn comes.
	 */
	@Test
	void aCallWhoseTimeIsUpWhenItHasItsSlotIsSent() {
		VirtualTimeScheduler clock = VirtualTimeScheduler.getOrSet();
		try {
			DispatchStage virtual = new DispatchStage(new DispatchSettings(2, 20, 10, Duration.ofSeconds(30)),
					new RowLikeness(), ManualTime.virtual());
			exchange(virtual, this.upstream).subscribe();
			exchange(virtual, this.upstream).subscribe();
			Chain busy = (exchange) -> {
				this.upstream.answer(1, Calls.item(""));
				clock.advanceTimeBy(Duration.ofSeconds(30));
				return this.upstream.proceed(exchange);
			};
			exchange(virtual, busy).subscribe();
			AtomicReference<Object> end = new AtomicReference<>();
			exchange(virtual, this.upstream).subscribe(end::set, end::set, () -> end.compareAndSet(null, "nothing"));
			this.upstream.answer(0, Calls.item(""));
			assertThat(end).hasNullValue();
			assertThat(this.upstream.sent()).isEqualTo(4);
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

	@Test
	void refusesAtOnceWhenTheQueueIsFull() {
		call(13);
		Caller refused = call(1).get(0);
		assertThat(refused.failure()).isInstanceOfSatisfying(AutotaskRequestRefusedException.class, (failure) -> {
			assertThat(failure.reason()).isEqualTo(Reason.QUEUE_FULL);
			assertThat(failure).hasMessageContaining("get Tickets")
				.hasMessageContaining("10")
				.hasMessageContaining("max-queue");
		});
		assertThat(this.ledger.snapshot().refused()).isEqualTo(1);
	}

	@Test
	void refusesACallThatWaitedTooLongAndLeavesNothingBehind() {
		StepVerifier.withVirtualTime(() -> {
			DispatchStage virtual = new DispatchStage(new DispatchSettings(1, 20, 10, Duration.ofSeconds(30)),
					new RowLikeness(), ManualTime.virtual());
			exchange(virtual, this.upstream).subscribe();
			return exchange(virtual, this.upstream);
		})
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(30))
			.expectErrorSatisfies((failure) -> assertThat(failure)
				.isInstanceOfSatisfying(AutotaskRequestRefusedException.class, (refusal) -> {
					assertThat(refusal.reason()).isEqualTo(Reason.QUEUE_TIMEOUT);
					assertThat(refusal).hasMessageContaining("PT30S").hasMessageContaining("max-wait");
				}))
			.verify(Duration.ofSeconds(5));
		this.upstream.answer(0, Calls.item(""));
		assertThat(this.upstream.sent()).isEqualTo(1);
	}

	@Test
	void whoJoinsMayWaitAsLongAsTheFirstOneDid() {
		StepVerifier.withVirtualTime(() -> {
			DispatchStage virtual = new DispatchStage(new DispatchSettings(1, 20, 10, Duration.ofSeconds(30)),
					new RowLikeness(), ManualTime.virtual());
			exchange(virtual, this.upstream).subscribe();
			CallExchange flight = CallExchange.arrived(GET, Mono::empty, (event) -> {
			});
			Mono.delay(Duration.ofSeconds(25))
				.subscribe((tick) -> flight.takeOver(CallExchange.arrived(GET, Mono::empty, (event) -> {
				})));
			return virtual.apply(flight, this.upstream::proceed);
		})
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(55))
			.expectError(AutotaskRequestRefusedException.class)
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void aMoreUrgentCallerWhoJoinsLetsTheCallOvertake() {
		List<Long> sent = new ArrayList<>();
		DispatchStage one = new DispatchStage(new DispatchSettings(1, 20, 10, Duration.ofSeconds(30)),
				new RowLikeness(), this.time);
		Chain chain = (exchange) -> {
			sent.add(exchange.call().id());
			return this.upstream.proceed(exchange);
		};
		Caller.call(Calls.get("Tickets", 1), one, chain, this.ledger);
		CallExchange flight = CallExchange.arrived(withPriority(2, 1), Mono::empty, (event) -> {
		});
		one.apply(flight, chain).subscribe();
		Caller.call(Calls.get("Tickets", 3), one, chain, this.ledger);
		flight.takeOver(CallExchange.arrived(withPriority(2, 9), Mono::empty, (event) -> {
		}));
		this.upstream.answer(0, Calls.item(""));
		assertThat(sent).containsExactly(1L, 2L);
	}

	@Test
	void aCallThatGotItsSlotIsNotTimedOut() {
		StepVerifier.withVirtualTime(() -> {
			DispatchStage virtual = new DispatchStage(new DispatchSettings(1, 20, 10, Duration.ofSeconds(30)),
					new RowLikeness(), ManualTime.virtual());
			return exchange(virtual, (exchange) -> Mono.delay(Duration.ofMinutes(2)).thenReturn(Calls.item("")));
		}).thenAwait(Duration.ofMinutes(2)).expectNextCount(1).expectComplete().verify(Duration.ofSeconds(5));
	}

	@Test
	void aRejectionLowersTheLimit() {
		call(3);
		this.upstream.answer(0, Calls.answer(429, "{\"errors\":[\"thread threshold exceeded\"]}"));
		assertThat(this.stage.snapshot().get("Tickets").limit()).isEqualTo(2);
	}

	@Test
	void theZoneLookUpNeedsNoSlot() {
		ApiCall zone = Calls.get("ZoneInformation", 1);
		for (int i = 0; i < 5; i++) {
			Caller.call(zone, this.stage, this.upstream, this.ledger);
		}
		assertThat(this.upstream.sent()).isEqualTo(5);
	}

	private static ApiCall withPriority(long id, int priority) {
		return Calls.get("Tickets", id, new CallOptions(false, priority, null, null, false));
	}

	@ParameterizedTest
	@ValueSource(longs = { 41, 42, 43 })
	void losesNoSlotHoweverCallsEndAndAreCancelled(long seed) {
		Random random = new Random(seed);
		List<Caller> callers = new ArrayList<>();
		int answered = 0;
		for (int step = 0; step < 3_000; step++) {
			switch (random.nextInt(3)) {
				case 0 -> callers.addAll(call(1));
				case 1 -> {
					if (!callers.isEmpty()) {
						callers.remove(random.nextInt(callers.size())).goAway();
					}
				}
				default -> {
					if (answered < this.upstream.sent()) {
						int request = answered++;
						if (random.nextInt(4) == 0) {
							this.upstream.fail(request, new IllegalStateException("reset"));
						}
						else {
							this.upstream.answer(request, Calls.item(""));
						}
					}
				}
			}
			assertThat(this.stage.snapshot().get("Tickets") == null
					|| this.stage.snapshot().get("Tickets").inFlight() <= 3)
				.isTrue();
		}
		callers.forEach(Caller::goAway);
		assertThat(this.stage.snapshot().get("Tickets")).extracting(QueueSnapshot::inFlight, QueueSnapshot::waiting)
			.containsExactly(0, 0);
		assertThat(this.ledger.snapshot().waiting()).isZero();
	}

	private static Mono<Answer> exchange(DispatchStage stage, Chain upstream) {
		return stage.apply(CallExchange.arrived(GET, Mono::never, CallListener.none()), upstream);
	}

	private List<Caller> call(int count) {
		List<Caller> callers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			callers.add(Caller.call(GET, this.stage, this.upstream, this.ledger));
		}
		return callers;
	}

}
