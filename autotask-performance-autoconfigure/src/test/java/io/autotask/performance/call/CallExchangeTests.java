package io.autotask.performance.call;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import io.autotask.performance.call.CallEvent.NotSentReason;
import io.autotask.performance.stub.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class CallExchangeTests {

	private final Balance balance = new Balance();

	@Test
	void countsTheOneWhoIsSentAndSharesTheOthers() {
		CallExchange flight = flightOfOne();
		join(flight, arrive());
		join(flight, arrive());
		flight.depart(0);
		assertThat(this.balance.sent).isEqualTo(1);
		assertThat(this.balance.shared).isEqualTo(2);
		assertThat(this.balance.waiting).isZero();
	}

	@Test
	void sharesWhoJoinsAfterTheDeparture() {
		CallExchange flight = flightOfOne();
		flight.depart(0);
		join(flight, arrive());
		assertThat(this.balance.shared).isEqualTo(1);
	}

	@Test
	void isNotSentWhenEverybodyWhoWaitedIsGone() {
		CallExchange exchange = arrive();
		exchange.end(NotSentReason.CANCELLED);
		assertThat(exchange.depart(0)).isFalse();
		assertThat(this.balance.sent).isZero();
		assertThat(this.balance.notSent).isEqualTo(1);
	}

	@Test
	void countsARetryThatIsGivenUpAsNotSent() {
		CallExchange exchange = arrive();
		exchange.depart(0);
		exchange.planRetry("thread-limit");
		exchange.end(NotSentReason.CANCELLED);
		assertThat(exchange.depart(1)).isFalse();
		assertThat(this.balance.retries).isEqualTo(1);
		assertThat(this.balance.notSent).isEqualTo(1);
		assertThat(this.balance.waiting).isZero();
	}

	@Test
	void plansNoRetryWhenTheRejectionComesAfterTheLastCallerWentAway() {
		CallExchange exchange = arrive();
		exchange.depart(0);
		exchange.end(NotSentReason.CANCELLED);
		exchange.planRetry("thread-limit");
		assertThat(exchange.depart(1)).isFalse();
		assertThat(this.balance.retries).isZero();
		assertThat(this.balance.waiting).isZero();
	}

	@Test
	void waitsAgainWhenItHasToGoAlone() {
		CallExchange flight = flightOfOne();
		CallExchange joiner = arrive();
		join(flight, joiner);
		flight.depart(0);
		joiner.goAlone(flight);
		assertThat(this.balance.shared).isZero();
		assertThat(joiner.depart(1)).isTrue();
		assertThat(this.balance.sent).isEqualTo(2);
	}

	/**
	 * Whatever happens in whatever order, after every single event the account balances,
	 * and nothing is left over at the end.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void balancesAfterEveryEventInAnyOrder(long seed) {
		RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
		for (int run = 0; run < 500; run++) {
			CallExchange flight = flightOfOne();
			int aboard = 1;
			boolean over = false;
			for (int step = 0; step < 12 && !over; step++) {
				switch (random.nextInt(6)) {
					case 0, 1 -> {
						join(flight, arrive());
						aboard++;
					}
					case 2 -> flight.depart(step);
					case 3 -> {
						if (aboard > 1) {
							flight.leave();
							aboard--;
						}
					}
					case 4 -> {
						if (flight.departedAt().isPresent()) {
							flight.planRetry("thread-limit");
							if (random.nextBoolean()) {
								flight.depart(step);
							}
							else {
								flight.end(NotSentReason.REFUSED);
								over = true;
							}
						}
					}
					default -> {
						flight.end(NotSentReason.FAILED);
						over = true;
					}
				}
			}
			flight.end(NotSentReason.CANCELLED);
			assertThat(this.balance.waiting).as("seed %d, run %d", seed, run).isZero();
		}
	}

	private CallExchange flightOfOne() {
		CallExchange leader = arrive();
		CallExchange flight = leader.forFlight();
		join(flight, leader);
		return flight;
	}

	private CallExchange arrive() {
		return CallExchange.arrived(Calls.get("Tickets", 5), Mono::never, this.balance);
	}

	private void join(CallExchange flight, CallExchange caller) {
		CallEvent event = flight.takeOver(caller);
		if (event != null) {
			this.balance.on(event);
		}
	}

	/** An account of its own, which checks the balance after every event. */
	private static final class Balance implements CallListener {

		private final List<CallEvent> events = new ArrayList<>();

		private int arrived;

		private int retries;

		private int sent;

		private int shared;

		private int recalled;

		private int notSent;

		private int waiting;

		@Override
		public void on(CallEvent event) {
			this.events.add(event);
			if (event instanceof CallEvent.Arrived) {
				this.arrived++;
				this.waiting++;
			}
			else if (event instanceof CallEvent.RetryPlanned) {
				this.retries++;
				this.waiting++;
			}
			else if (event instanceof CallEvent.Departed) {
				this.sent++;
				this.waiting--;
			}
			else if (event instanceof CallEvent.Shared saved) {
				this.shared += saved.count();
				this.waiting -= saved.count();
			}
			else if (event instanceof CallEvent.Unshared) {
				this.shared--;
				this.waiting++;
			}
			else if (event instanceof CallEvent.Recalled saved) {
				this.recalled += saved.count();
				this.waiting -= saved.count();
			}
			else if (event instanceof CallEvent.Unrecalled) {
				this.recalled--;
				this.waiting++;
			}
			else if (event instanceof CallEvent.NotSent lost) {
				this.notSent += lost.count();
				this.waiting -= lost.count();
			}
			assertThat(this.waiting).as("after %s", this.events).isNotNegative();
			assertThat(this.arrived + this.retries)
				.isEqualTo(this.sent + this.shared + this.recalled + this.notSent + this.waiting);
		}

	}

}
