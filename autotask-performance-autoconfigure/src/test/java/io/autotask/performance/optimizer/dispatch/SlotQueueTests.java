package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.optimizer.budget.BudgetSettings;
import io.autotask.performance.optimizer.budget.Budgets;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.Interleavings;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class SlotQueueTests {

	private static final ApiCall TICKETS = Calls.get("Tickets", 5);

	private static final ApiCall COMPANIES = Calls.get("Companies", 5);

	private static final MergeKey TOGETHER = new MergeKey(TICKETS.key().scope(), Calls.ORIGIN, "me", "Tickets", 0);

	private final ManualTime time = new ManualTime();

	private final Budgets budgets = new Budgets(BudgetSettings.defaults(), this.time);

	private final ManualOutside outside = new ManualOutside(this.time);

	private SlotQueue queue = queue(3, 20, 1_000);

	@Test
	void grantsAsManySlotsAsAnEndpointHasAndTheNextWhenOneComesFree() {
		List<Ticket> tickets = enter(TICKETS, 5);
		assertThat(granted()).containsExactlyElementsOf(tickets.subList(0, 3));
		finish(tickets.get(1));
		assertThat(granted()).hasSize(4).last().isSameAs(tickets.get(3));
	}

	@Test
	void endpointsDoNotWaitForEachOther() {
		enter(TICKETS, 4);
		enter(COMPANIES, 3);
		assertThat(granted()).hasSize(6);
	}

	@Test
	void integrationCodesHaveSlotsOfTheirOwn() {
		enter(TICKETS, 3);
		enter(withCode("another code"), 3);
		assertThat(granted()).hasSize(6);
	}

	@Test
	void neverGrantsMoreThanTheTotal() {
		this.queue = queue(3, 4, 1_000);
		List<Ticket> tickets = enter(TICKETS, 3);
		enter(COMPANIES, 3);
		assertThat(granted()).hasSize(4);
		finish(tickets.get(0));
		assertThat(granted()).hasSize(5);
	}

	@Test
	void aSlotOfTheTotalGoesToTheMostUrgentOfAllEndpoints() {
		this.queue = queue(3, 1, 1_000);
		Ticket first = enter(TICKETS);
		enter(COMPANIES, Lane.NORMAL);
		Ticket urgent = enter(Calls.get("Contacts", 5), Lane.INTERACTIVE);
		finish(first);
		assertThat(granted()).last().isSameAs(urgent);
	}

	@Test
	void refusesWhenAsManyWaitAsMay() {
		this.queue = queue(1, 20, 2);
		assertThat(enter(TICKETS, 3)).doesNotContainNull();
		assertThat(this.queue.enter(ticket(TICKETS, null, Lane.NORMAL)).reason()).isEqualTo(Reason.QUEUE_FULL);
		assertThat(this.queue.enter(ticket(COMPANIES, null, Lane.NORMAL))).isNull();
		assertThat(waiting()).isEqualTo(2);
	}

	@Test
	void aWaitingCallThatIsGivenUpIsNeverGranted() {
		List<Ticket> tickets = enter(TICKETS, 5);
		this.queue.giveUp(tickets.get(3));
		finish(tickets.get(0));
		assertThat(granted()).last().isSameAs(tickets.get(4));
		assertThat(waiting()).isZero();
	}

	@Test
	void aGrantThatNobodyTakesGoesToTheNext() {
		List<Ticket> tickets = enter(TICKETS, 4);
		this.queue.giveUp(tickets.get(0));
		assertThat(granted()).last().isSameAs(tickets.get(3));
		assertThat(starts(tickets.get(0))).isFalse();
	}

	@Test
	void givingUpIsToldToWhoStartedTheCallOnceItIsOnTheWire() {
		List<Ticket> tickets = enter(TICKETS, 4);
		List<Ticket> left = new ArrayList<>();
		this.queue.start(tickets.get(0).departure(), left::add);
		this.queue.giveUp(tickets.get(0));
		assertThat(granted()).hasSize(3);
		assertThat(left).containsExactly(tickets.get(0));
	}

	@Test
	void aWaitingCallThatExpiresIsNeverGranted() {
		List<Ticket> tickets = enter(TICKETS, 4);
		assertThat(this.queue.expire(tickets.get(3))).isTrue();
		finish(tickets.get(0));
		assertThat(granted()).hasSize(3);
		assertThat(waiting()).isZero();
	}

	@Test
	void aCallThatWasGrantedItsSlotCannotExpire() {
		Ticket ticket = enter(TICKETS);
		assertThat(this.queue.expire(ticket)).isFalse();
		assertThat(starts(ticket)).isTrue();
	}

	/**
	 * In every order of a slot that comes free and a time that is up, a call is told of
	 * its slot and may start, or it expires; never both, never neither.
	 */
	@Test
	void aCallIsGrantedOrExpiresInEveryOrder() {
		int orders = Interleavings.forEach((order) -> {
			this.queue = queue(1, 20, 1_000);
			this.outside.departures().clear();
			Ticket first = enter(TICKETS);
			Ticket second = enter(TICKETS);
			List<Runnable> slot = List.of(() -> starts(first), () -> release(first));
			boolean[] expired = new boolean[1];
			int[] next = new int[2];
			for (int actor : order) {
				if (actor == 0) {
					slot.get(next[0]++).run();
				}
				else {
					expired[0] = this.queue.expire(second) || expired[0];
				}
			}
			assertThat(granted().contains(second)).isNotEqualTo(expired[0]);
			assertThat(!expired[0] && starts(second)).isNotEqualTo(expired[0]);
		}, 2, 1);
		assertThat(orders).isEqualTo(3);
	}

	@Test
	void aCallThatFailsWhenItIsToldStopsNoOther() {
		List<Throwable> reported = new ArrayList<>();
		Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> reported.add(failure));
		try {
			this.queue = queue(1, 20, 1_000);
			this.outside.whenGranted((departure) -> {
				throw new NoClassDefFoundError("before it starts");
			});
			enter(TICKETS);
			this.outside.whenGranted((departure) -> {
				starts(departure.first());
				throw new StackOverflowError("after it started");
			});
			enter(TICKETS);
			this.outside.whenGranted((departure) -> {
			});
			enter(TICKETS);
		}
		finally {
			Thread.currentThread().setUncaughtExceptionHandler(null);
		}
		assertThat(reported).hasSize(2);
		assertThat(granted()).hasSize(3);
		assertThat(snapshot("Tickets").inFlight()).isEqualTo(1);
	}

	@Test
	void releasingTwiceFreesOneSlot() {
		List<Ticket> tickets = enter(TICKETS, 5);
		finish(tickets.get(0));
		release(tickets.get(0));
		assertThat(granted()).hasSize(4);
	}

	@Test
	void moreUrgentCallsOvertake() {
		this.queue = queue(1, 20, 1_000);
		Ticket first = enter(TICKETS, Lane.NORMAL);
		Ticket background = enter(TICKETS, Lane.BACKGROUND);
		Ticket normal = enter(TICKETS, Lane.NORMAL);
		Ticket interactive = enter(TICKETS, Lane.INTERACTIVE);
		finish(first);
		finish(interactive);
		finish(normal);
		assertThat(granted()).containsExactly(first, interactive, normal, background);
	}

	@Test
	void nobodyIsOvertakenForEver() {
		this.queue = queue(1, 20, 1_000);
		Ticket first = enter(TICKETS, Lane.NORMAL);
		Ticket background = enter(TICKETS, Lane.BACKGROUND);
		this.time.pass(Duration.ofSeconds(31));
		List<Ticket> urgent = List.of(enter(TICKETS, Lane.INTERACTIVE), enter(TICKETS, Lane.INTERACTIVE),
				enter(TICKETS, Lane.INTERACTIVE));
		finish(first);
		finish(urgent.get(0));
		finish(urgent.get(1));
		assertThat(granted()).last().isSameAs(background);
	}

	/**
	 * A thousand calls that have waited for too long, and people who ask now and then.
	 */
	@Test
	void howeverManyWaitForTooLongTheyGetOneSlotOfFour() {
		this.queue = queue(1, 20, 1_000);
		Ticket last = enter(TICKETS, Lane.NORMAL);
		List<Ticket> background = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			background.add(enter(TICKETS, Lane.BACKGROUND));
		}
		this.time.pass(Duration.ofMinutes(5));
		int overtaken = 0;
		for (int i = 0; i < 40; i++) {
			enter(TICKETS, Lane.INTERACTIVE);
			finish(last);
			last = granted().get(granted().size() - 1);
			overtaken += background.contains(last) ? 1 : 0;
		}
		assertThat(overtaken).isEqualTo(10);
	}

	@Test
	void aThousandCallsThatEndAtOnceDoNotNest() {
		int[] depth = new int[2];
		List<Ticket> blockers = enter(TICKETS, 3);
		this.outside.whenGranted((departure) -> {
			depth[1] = Math.max(depth[1], ++depth[0]);
			finish(departure.first());
			depth[0]--;
		});
		enter(TICKETS, 1_000);
		blockers.forEach(this::finish);
		assertThat(waiting()).isZero();
		assertThat(depth[1]).isEqualTo(1);
	}

	@Test
	void forgetsEndpointsAtRestWhenThereAreTooMany() {
		for (int i = 0; i < 10_000; i++) {
			finish(enter(Calls.get("Entity" + i, 5)));
		}
		assertThat(this.queue.snapshot()).hasSizeLessThanOrEqualTo(500);
	}

	@Test
	void aRejectedCallLeavesTheEndpointAlonePausedAndTheAlarmLetsTheNextOneGo() {
		List<Ticket> tickets = enter(TICKETS, 4);
		tickets.subList(0, 3).forEach(this::starts);
		this.time.pass(Duration.ofMillis(1));
		this.queue.rejected(tickets.get(0).departure(), Duration.ZERO);
		tickets.subList(0, 3).forEach(this::release);
		assertThat(granted()).hasSize(3);
		this.outside.pass(Duration.ofMillis(24));
		assertThat(granted()).hasSize(3);
		this.outside.pass(Duration.ofMillis(1));
		assertThat(granted()).hasSize(4).last().isSameAs(tickets.get(3));
	}

	@Test
	void thoseWhoMayLeaveTogetherWhenTheyWaitForTheSameSlot() {
		allowing(500);
		List<Ticket> alone = enter(TICKETS, 3);
		List<Ticket> together = List.of(enter(TOGETHER, Lane.NORMAL), enter(TOGETHER, Lane.BACKGROUND),
				enter(TOGETHER, Lane.INTERACTIVE));
		this.outside.pass(Duration.ofMillis(10));
		finish(alone.get(0));
		assertThat(lastDeparture().aboard()).containsExactlyInAnyOrderElementsOf(together);
		assertThat(snapshot("Tickets").inFlight()).isEqualTo(3);
		assertThat(waiting()).isZero();
	}

	@Test
	void noMoreLeaveTogetherThanMayAndTheMostUrgentFirst() {
		allowing(2);
		List<Ticket> alone = enter(TICKETS, 3);
		Ticket background = enter(TOGETHER, Lane.BACKGROUND);
		List<Ticket> urgent = List.of(enter(TOGETHER, Lane.INTERACTIVE), enter(TOGETHER, Lane.INTERACTIVE));
		this.outside.pass(Duration.ofMillis(10));
		finish(alone.get(0));
		assertThat(lastDeparture().aboard()).containsExactlyElementsOf(urgent);
		finish(alone.get(1));
		assertThat(lastDeparture().aboard()).containsExactly(background);
	}

	@Test
	void thoseOfAnotherIdentityWaitForASlotOfTheirOwn() {
		allowing(500);
		List<Ticket> alone = enter(TICKETS, 3);
		Ticket mine = enter(TOGETHER, Lane.NORMAL);
		Ticket theirs = enter(new MergeKey(TOGETHER.scope(), Calls.ORIGIN, "you", "Tickets", 0), Lane.NORMAL);
		this.outside.pass(Duration.ofMillis(10));
		finish(alone.get(0));
		assertThat(lastDeparture().aboard()).containsExactly(mine);
		finish(alone.get(1));
		assertThat(lastDeparture().aboard()).containsExactly(theirs);
	}

	@Test
	void oneWhoGoesAwayBeforeTheStartLeavesTheSlotToTheOthers() {
		allowing(500);
		List<Ticket> alone = enter(TICKETS, 3);
		List<Ticket> together = List.of(enter(TOGETHER, Lane.NORMAL), enter(TOGETHER, Lane.NORMAL));
		this.outside.pass(Duration.ofMillis(10));
		finish(alone.get(0));
		this.queue.giveUp(together.get(0));
		assertThat(this.queue.start(lastDeparture(), (ticket) -> {
		})).containsExactly(together.get(1));
		release(together.get(1));
		assertThat(snapshot("Tickets").inFlight()).isEqualTo(2);
	}

	@Test
	void theSlotIsFreeWhenAllOfThemGoAwayBeforeTheStart() {
		allowing(500);
		List<Ticket> alone = enter(TICKETS, 3);
		List<Ticket> together = List.of(enter(TOGETHER, Lane.NORMAL), enter(TOGETHER, Lane.NORMAL));
		this.outside.pass(Duration.ofMillis(10));
		finish(alone.get(0));
		together.forEach(this.queue::giveUp);
		assertThat(snapshot("Tickets").inFlight()).isEqualTo(2);
		assertThat(starts(together.get(0))).isFalse();
	}

	@Test
	void aBurstIsHeldUntilItPausesThoughSlotsAreFree() {
		allowing(500);
		Ticket first = enter(TOGETHER, Lane.NORMAL);
		assertThat(granted()).containsExactly(first);
		List<Ticket> burst = List.of(enter(TOGETHER, Lane.NORMAL), enter(TOGETHER, Lane.NORMAL));
		this.outside.pass(Duration.ofMillis(4));
		assertThat(granted()).hasSize(1);
		this.outside.pass(Duration.ofMillis(1));
		assertThat(lastDeparture().aboard()).containsExactlyElementsOf(burst);
	}

	@Test
	void anInteractiveCallIsNotHeldAndTakesTheOthersAlong() {
		allowing(500);
		enter(TOGETHER, Lane.NORMAL);
		Ticket held = enter(TOGETHER, Lane.NORMAL);
		Ticket urgent = enter(TOGETHER, Lane.INTERACTIVE);
		assertThat(lastDeparture().aboard()).containsExactly(urgent, held);
	}

	@Test
	void whoIsHeldGoesWhenSomebodyUrgentJoins() {
		allowing(500);
		enter(TOGETHER, Lane.NORMAL);
		Ticket held = enter(TOGETHER, Lane.NORMAL);
		this.queue.raise(held, Lane.INTERACTIVE);
		this.outside.pass(Duration.ZERO);
		assertThat(granted()).last().isSameAs(held);
	}

	/**
	 * Calls enter, start, end, are rejected and given up in random order: no endpoint
	 * ever has more slots than its limit, and at the end none is lost.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 31, 32, 33, 34 })
	void losesNoSlotWhateverHappens(long seed) {
		Random random = new Random(seed);
		this.queue = queue(3, 5, 50, allowed(4));
		List<ApiCall> calls = List.of(TICKETS, COMPANIES, Calls.get("Contacts", 5));
		List<Ticket> alive = new ArrayList<>();
		for (int step = 0; step < 5_000; step++) {
			Ticket one = alive.isEmpty() ? null : alive.get(random.nextInt(alive.size()));
			Departure departure = (one != null) ? one.departure() : null;
			switch (random.nextInt(8)) {
				case 0, 1 -> {
					Ticket entering = ticket(calls.get(random.nextInt(3)), random.nextBoolean() ? TOGETHER : null,
							Lane.values()[random.nextInt(3)]);
					if (this.queue.enter(entering) == null) {
						alive.add(entering);
					}
				}
				case 2 -> {
					if (one != null) {
						this.queue.giveUp(one);
						if (departure != null && departure.aboard().isEmpty()) {
							this.queue.release(departure, false);
						}
					}
				}
				case 3 -> {
					if (departure != null) {
						this.queue.start(departure, (gone) -> {
						});
					}
				}
				case 4 -> {
					if (one != null) {
						this.queue.raise(one, Lane.values()[random.nextInt(3)]);
					}
				}
				case 5 -> {
					if (one != null) {
						this.queue.expire(one);
					}
				}
				case 6 -> {
					if (departure != null && random.nextInt(10) == 0) {
						this.queue.rejected(departure, Duration.ZERO);
					}
				}
				default -> {
					if (departure != null) {
						this.queue.release(departure, random.nextBoolean());
					}
				}
			}
			this.outside.pass(Duration.ofMillis(random.nextInt(500)));
			alive.removeIf((ticket) -> ticket.state() == Ticket.State.OVER);
			Map<SlotKey, Integer> held = new HashMap<>();
			this.outside.departures().removeIf((granted) -> granted.state() == Departure.State.OVER);
			this.outside.departures().forEach((granted) -> held.merge(granted.first().key(), 1, Integer::sum));
			assertThat(held.values()).allMatch((count) -> count <= 3);
			assertThat(held.values().stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(5);
			Map<SlotKey, Integer> waiting = new HashMap<>();
			alive.stream()
				.filter((ticket) -> ticket.state() == Ticket.State.WAITING)
				.forEach((ticket) -> waiting.merge(ticket.key(), 1, Integer::sum));
			this.queue.snapshot().forEach((key, slots) -> {
				assertThat(slots.inFlight()).isEqualTo(held.getOrDefault(key, 0));
				assertThat(slots.waiting()).isEqualTo(waiting.getOrDefault(key, 0));
			});
		}
		for (int round = 0; round < 100 && !alive.isEmpty(); round++) {
			this.outside.pass(Duration.ofSeconds(10));
			List.copyOf(this.outside.departures()).forEach((granted) -> {
				this.queue.start(granted, (gone) -> {
				});
				this.queue.release(granted, true);
			});
			alive.removeIf((ticket) -> ticket.state() == Ticket.State.OVER);
		}
		assertThat(alive).isEmpty();
		assertThat(this.queue.snapshot().values()).allMatch((slots) -> slots.inFlight() == 0 && slots.waiting() == 0);
	}

	private void allowing(int most) {
		this.queue = queue(3, 20, 1_000, allowed(most));
	}

	private static Company allowed(int most) {
		return new Company() {

			@Override
			public boolean isAllowed(MergeKey key) {
				return true;
			}

			@Override
			public Terms terms(MergeKey key) {
				return new Terms(most, null);
			}

			@Override
			public void abandoned(MergeKey key, Specimen evidence) {
				throw new IllegalStateException("There was no evidence");
			}

		};
	}

	private SlotQueue queue(int perEndpoint, int total, int maxQueue) {
		return queue(perEndpoint, total, maxQueue, Company.none());
	}

	private SlotQueue queue(int perEndpoint, int total, int maxQueue, Company company) {
		return new SlotQueue(new DispatchSettings(perEndpoint, total, maxQueue, Duration.ofSeconds(30)), this.time,
				company, this.budgets, this.outside);
	}

	private List<Ticket> granted() {
		return this.outside.granted();
	}

	private Departure lastDeparture() {
		return this.outside.departures().get(this.outside.departures().size() - 1);
	}

	private List<Ticket> enter(ApiCall call, int count) {
		List<Ticket> tickets = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			tickets.add(enter(call));
		}
		return tickets;
	}

	private Ticket enter(ApiCall call) {
		return enter(call, Lane.NORMAL);
	}

	private Ticket enter(ApiCall call, Lane lane) {
		return enter(ticket(call, null, lane));
	}

	private Ticket enter(MergeKey key, Lane lane) {
		return enter(ticket(TICKETS, key, lane));
	}

	private Ticket enter(Ticket ticket) {
		assertThat(this.queue.enter(ticket)).isNull();
		return ticket;
	}

	private Ticket ticket(ApiCall call, MergeKey key, Lane lane) {
		CallExchange exchange = CallExchange.arrived(call, Mono::never, CallListener.none());
		Patience patience = new Patience(this.time.nanos(), Duration.ofSeconds(30));
		return new Ticket(new Waiting(exchange, (passed) -> Mono.never(), patience, null), key, lane);
	}

	private boolean starts(Ticket ticket) {
		return !this.queue.start(ticket.departure(), (gone) -> {
		}).isEmpty();
	}

	private void release(Ticket ticket) {
		this.queue.release(ticket.departure(), true);
	}

	private void finish(Ticket ticket) {
		assertThat(starts(ticket)).isTrue();
		release(ticket);
	}

	private SlotQueue.SlotSnapshot snapshot(String entity) {
		return this.queue.snapshot().get(SlotKey.of(Calls.get(entity, 5)));
	}

	private int waiting() {
		return this.queue.snapshot().values().stream().mapToInt(SlotQueue.SlotSnapshot::waiting).sum();
	}

	private static ApiCall withCode(String code) {
		return new ApiCall(TICKETS.origin(), TICKETS.entity(), TICKETS.operation(), false, 5L, null, code, "me",
				TICKETS.key(), null, TICKETS.options());
	}

}
