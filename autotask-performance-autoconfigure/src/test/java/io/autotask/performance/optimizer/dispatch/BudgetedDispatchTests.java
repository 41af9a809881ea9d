package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.call.CallEvent.NotSentReason;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.RowLikeness;
import io.autotask.performance.monitor.CallLedgerTap;
import io.autotask.performance.optimizer.budget.BudgetSettings;
import io.autotask.performance.optimizer.budget.BudgetSnapshot;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import io.autotask.performance.stub.VirtualAutotask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is sent, waits and is refused when the tenant's hour runs short, in virtual time.
 */
class BudgetedDispatchTests {

	private static final Answer HOUR_IS_USED_UP = Calls.answer(429,
			"{\"errors\":[\"The Autotask API request threshold of 10000 requests per 60 minutes has been exceeded.\"]}");

	private final CallLedgerTap ledger = new CallLedgerTap();

	private VirtualTimeScheduler clock;

	private VirtualAutotask autotask;

	private DispatchStage stage;

	@BeforeEach
	void start() {
		this.clock = VirtualTimeScheduler.getOrSet();
		this.autotask = new VirtualAutotask(ManualTime.virtual());
		this.stage = stage(10);
	}

	@AfterEach
	void nothingIsLost() {
		this.clock.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(this.ledger.snapshot().waiting()).isZero();
		assertThat(this.stage.snapshot().values()).allSatisfy((queue) -> {
			assertThat(queue.inFlight()).isZero();
			assertThat(queue.waiting()).isZero();
		});
		VirtualTimeScheduler.reset();
	}

	@Test
	void whoWouldWaitForTooLongIsToldAtOnceWhenToComeBack() {
		used(10);
		Call refused = call(99, 9);
		assertThat(refused.refusal().reason()).isEqualTo(Reason.BUDGET_EXHAUSTED);
		assertThat(refused.refusal().retryAfter()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));
		assertThat(refused.refusal()).hasMessageContaining("of 10 ")
			.hasMessageContaining("'autotask.performance.optimization.budget.requests-per-hour'");
		assertThat(this.autotask.requests()).hasSize(10);
		assertThat(this.ledger.snapshot().refused()).isEqualTo(1);
	}

	@Test
	void backgroundWorkStopsFirstAndPeopleGoOn() {
		used(7);
		assertThat(call(20, 2).refusal().reason()).isEqualTo(Reason.BUDGET_EXHAUSTED);
		Call normal = call(21, 5);
		this.clock.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(normal.answer()).isNotNull();
	}

	@Test
	void whoCanBePaidInTimeWaits() {
		used(10);
		this.clock.advanceTimeBy(Duration.ofHours(1));
		Call waiting = call(99, 9);
		assertThat(waiting.isOver()).isFalse();
		assertThat(this.stage.snapshot().get("Tickets").waiting()).isEqualTo(1);
		this.clock.advanceTimeBy(Duration.ofSeconds(25));
		assertThat(waiting.answer()).isNotNull();
		assertThat(this.autotask.requests()).hasSize(11);
	}

	@Test
	void whoWaitsForTheHourCanGoAwayAndIsNeverSent() {
		used(10);
		this.clock.advanceTimeBy(Duration.ofHours(1));
		Call waiting = call(99, 9);
		waiting.goAway();
		this.clock.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(this.autotask.requests()).hasSize(10);
	}

	@Test
	void readsThatLeaveTogetherCostOne() {
		this.stage = stage(100);
		for (int id = 0; id < 200; id++) {
			call(id, 9);
		}
		this.clock.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(used()).isEqualTo(this.autotask.requests().size()).isLessThan(50);
	}

	@Test
	void whatWasNotSentCostsNothing() {
		this.stage.apply(VirtualAutotask.arrived(Calls.get("Tickets", 1), this.ledger), (exchange) -> {
			exchange.end(NotSentReason.CIRCUIT_OPEN);
			return Mono.empty();
		}).subscribe();
		assertThat(used()).isZero();
	}

	@Test
	void whenAutotaskAnswersNobodyEverybodyPausesAndOneFindsOut() {
		this.autotask.answering((request) -> HOUR_IS_USED_UP);
		Call rejected = call(1, 9);
		this.clock.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(rejected.refusal().reason()).as("it waits for less than that").isEqualTo(Reason.BUDGET_EXHAUSTED);
		assertThat(rejected.refusal().retryAfter()).isEqualTo(Duration.ofMinutes(1));
		assertThat(call(2, 9).refusal().reason()).isEqualTo(Reason.BUDGET_EXHAUSTED);
		this.clock.advanceTimeBy(Duration.ofSeconds(40));
		this.autotask.answering(this.autotask::usual);
		Call first = call(3, 9);
		Call second = Call.of(Calls.get("Companies", 1), this.stage, this.autotask, this.ledger);
		assertThat(this.autotask.requests()).hasSize(1);
		this.clock.advanceTimeBy(Duration.ofMillis(19_150));
		assertThat(this.autotask.requests()).as("one finds out").hasSize(2);
		this.clock.advanceTimeBy(Duration.ofMillis(200));
		assertThat(first.answer()).isNotNull();
		assertThat(second.answer()).as("and the others go on at once").isNotNull();
	}

	@Test
	void thoseWhoWaitWhenItBeginsAreToldToo() {
		this.autotask.answering((request) -> HOUR_IS_USED_UP).latency(Duration.ofMillis(100));
		List<Call> calls = calls(6, 9);
		this.clock.advanceTimeBy(Duration.ofMillis(150));
		assertThat(calls).allSatisfy((call) -> assertThat(call.refusal().reason()).isEqualTo(Reason.BUDGET_EXHAUSTED));
		assertThat(this.autotask.requests()).hasSize(3);
	}

	@Test
	void aCallerWhoDoesNotWaitForThatLongIsToldAtOnce() {
		this.stage = stage(1_000);
		this.autotask.latency(Duration.ofSeconds(1));
		calls(1, 9);
		this.clock.advanceTimeBy(Duration.ofSeconds(1));
		List<Call> queue = calls(12, 9);
		Call impatient = impatient(Duration.ofSeconds(2));
		assertThat(impatient.refusal().reason()).isEqualTo(Reason.DEADLINE);
		assertThat(impatient.refusal().retryAfter()).isGreaterThan(Duration.ofSeconds(2));
		Call patient = impatient(Duration.ofSeconds(20));
		this.clock.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(patient.answer()).isNotNull();
		assertThat(queue).allSatisfy((call) -> assertThat(call.answer()).isNotNull());
	}

	@Test
	void nothingIsSentForACallerWhoHasStoppedWaiting() {
		this.stage = stage(1_000);
		this.autotask.latency(Duration.ofSeconds(10));
		calls(3, 9);
		Call impatient = impatient(Duration.ofSeconds(2));
		assertThat(impatient.isOver()).as("nothing is known of how long it takes").isFalse();
		this.clock.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(impatient.refusal().reason()).isEqualTo(Reason.DEADLINE);
		this.clock.advanceTimeBy(Duration.ofSeconds(20));
		assertThat(this.autotask.requests()).hasSize(3);
	}

	private DispatchStage stage(int requestsPerHour) {
		return new DispatchStage(
				new DispatchSettings(3, 20, 1_000, Duration.ofSeconds(30))
					.withBudget(new BudgetSettings(requestsPerHour, Duration.ofMinutes(1), 70)),
				new RowLikeness(), ManualTime.virtual());
	}

	private int used() {
		return this.stage.budgets().snapshot().scopes().stream().mapToInt(BudgetSnapshot.Scope::used).sum();
	}

	/** Calls that cannot leave together, one after the other. */
	private List<Call> calls(int count, int priority) {
		List<Call> calls = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			calls.add(Call.of(Calls.get("Tickets", i, priority(priority)), this.stage, this.autotask, this.ledger));
		}
		return calls;
	}

	/** So many requests were made, and answered. */
	private void used(int requests) {
		calls(requests, 9);
		this.clock.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(this.autotask.requests()).hasSize(requests);
	}

	private Call call(int id, int priority) {
		CallExchange exchange = VirtualAutotask.arrived(Calls.get("Tickets", id, priority(priority)), this.ledger);
		return new Call(exchange, this.stage, this.autotask);
	}

	private Call impatient(Duration timeout) {
		CallExchange exchange = CallExchange.arrived(Calls.get("Tickets", 77, priority(9)), Mono::never, this.ledger);
		exchange.dueBy(ManualTime.virtual().nanos() + timeout.toNanos());
		return new Call(exchange, this.stage, this.autotask);
	}

	private static CallOptions priority(int priority) {
		return new CallOptions(false, priority, null, null, false);
	}

	/** A call and what became of it. */
	private static final class Call {

		private final CallExchange exchange;

		private Answer answer;

		private Throwable failure;

		private final Disposable subscription;

		Call(CallExchange exchange, DispatchStage stage, VirtualAutotask autotask) {
			this.exchange = exchange;
			this.subscription = stage.apply(exchange, autotask).doFinally((signal) -> end()).subscribe((received) -> {
				this.answer = received;
			}, (thrown) -> {
				exchange.end(NotSentReason.of(thrown));
				this.failure = thrown;
			});
		}

		static Call of(ApiCall call, DispatchStage stage, VirtualAutotask autotask, CallLedgerTap ledger) {
			return new Call(CallExchange.arrived(call, Mono::never, ledger), stage, autotask);
		}

		void goAway() {
			this.subscription.dispose();
			this.exchange.end(NotSentReason.CANCELLED);
		}

		Answer answer() {
			return this.answer;
		}

		boolean isOver() {
			return this.answer != null || this.failure != null;
		}

		AutotaskRequestRefusedException refusal() {
			assertThat(this.failure).isInstanceOf(AutotaskRequestRefusedException.class);
			return (AutotaskRequestRefusedException) this.failure;
		}

		private void end() {
			this.exchange.end(NotSentReason.FAILED);
		}

	}

}
