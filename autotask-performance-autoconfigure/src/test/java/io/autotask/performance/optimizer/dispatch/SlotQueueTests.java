package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.Interleavings;
import io.autotask.performance.stub.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SlotQueueTests {

	private static final SlotKey TICKETS = new SlotKey(Calls.ORIGIN, "code", "Tickets");

	private static final SlotKey COMPANIES = new SlotKey(Calls.ORIGIN, "code", "Companies");

	private final ManualTime time = new ManualTime();

	private final List<Ticket> granted = new ArrayList<>();

	private SlotQueue queue = queue(3, 20, 1_000);

	@Test
	void grantsAsManySlotsAsAnEndpointHasAndTheNextWhenOneComesFree() {
		List<Ticket> tickets = enter(TICKETS, 5);
		assertThat(this.granted).containsExactlyElementsOf(tickets.subList(0, 3));
		start(tickets.get(1));
		this.queue.release(tickets.get(1));
		assertThat(this.granted).hasSize(4).last().isSameAs(tickets.get(3));
	}

	@Test
	void endpointsDoNotWaitForEachOther() {
		enter(TICKETS, 4);
		enter(COMPANIES, 3);
		assertThat(this.granted).hasSize(6);
	}

	@Test
	void integrationCodesHaveSlotsOfTheirOwn() {
		enter(TICKETS, 3);
		enter(new SlotKey(Calls.ORIGIN, "another code", "Tickets"), 3);
		assertThat(this.granted).hasSize(6);
	}

	@Test
	void neverGrantsMoreThanTheTotal() {
		this.queue = queue(3, 4, 1_000);
		List<Ticket> tickets = enter(TICKETS, 3);
		enter(COMPANIES, 3);
		assertThat(this.granted).hasSize(4);
		start(tickets.get(0));
		this.queue.release(tickets.get(0));
		assertThat(this.granted).hasSize(5);
	}

	@Test
	void refusesWhenAsManyWaitAsMay() {
		this.queue = queue(1, 20, 2);
		assertThat(enter(TICKETS, 3)).doesNotContainNull();
		assertThat(this.queue.enter(TICKETS, Lane.NORMAL, this.granted::add)).isNull();
		assertThat(this.queue.enter(COMPANIES, Lane.NORMAL, this.granted::add)).isNotNull();
		assertThat(waiting()).isEqualTo(2);
	}

	@Test
	void aWaitingCallThatIsGivenUpIsNeverGranted() {
		List<Ticket> tickets = enter(TICKETS, 5);
		assertThat(this.queue.giveUp(tickets.get(3))).isTrue();
		start(tickets.get(0));
		this.queue.release(tickets.get(0));
		assertThat(this.granted).last().isSameAs(tickets.get(4));
		assertThat(waiting()).isZero();
	}

	@Test
	void aGrantThatNobodyTakesGoesToTheNext() {
		List<Ticket> tickets = enter(TICKETS, 4);
		assertThat(this.queue.giveUp(tickets.get(0))).isTrue();
		assertThat(this.granted).last().isSameAs(tickets.get(3));
		assertThat(this.queue.start(tickets.get(0))).isFalse();
	}

	@Test
	void givingUpChangesNothingOnceTheCallIsOnTheWire() {
		List<Ticket> tickets = enter(TICKETS, 4);
		start(tickets.get(0));
		assertThat(this.queue.giveUp(tickets.get(0))).isFalse();
		assertThat(this.granted).hasSize(3);
	}

	@Test
	void aWaitingCallThatExpiresIsNeverGranted() {
		List<Ticket> tickets = enter(TICKETS, 4);
		assertThat(this.queue.expire(tickets.get(3))).isTrue();
		finish(tickets.get(0));
		assertThat(this.granted).hasSize(3);
		assertThat(waiting()).isZero();
	}

	@Test
	void aCallThatWasGrantedItsSlotCannotExpire() {
		Ticket ticket = enter(TICKETS, 1).get(0);
		assertThat(this.queue.expire(ticket)).isFalse();
		start(ticket);
	}

	/**
	 * In every order of a slot that comes free and a time that is up, a call is told of
	 * its slot and may start, or it expires; never both, never neither.
	 */
	@Test
	void aCallIsGrantedOrExpiresInEveryOrder() {
		int orders = Interleavings.forEach((order) -> {
			this.queue = queue(1, 20, 1_000);
			this.granted.clear();
			Ticket first = enter(TICKETS, 1).get(0);
			Ticket second = enter(TICKETS, 1).get(0);
			List<Runnable> slot = List.of(() -> start(first), () -> this.queue.release(first));
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
			assertThat(this.granted.contains(second)).isNotEqualTo(expired[0]);
			assertThat(this.queue.start(second)).isNotEqualTo(expired[0]);
		}, 2, 1);
		assertThat(orders).isEqualTo(3);
	}

	@Test
	void aCallThatFailsWhenItIsToldStopsNoOther() {
		List<Throwable> reported = new ArrayList<>();
		Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> reported.add(failure));
		try {
			this.queue = queue(1, 20, 1_000);
			this.queue.enter(TICKETS, Lane.NORMAL, (ticket) -> {
				throw new NoClassDefFoundError("before it starts");
			});
			this.queue.enter(TICKETS, Lane.NORMAL, (ticket) -> {
				start(ticket);
				throw new StackOverflowError("after it started");
			});
			enter(TICKETS, 1);
		}
		finally {
			Thread.currentThread().setUncaughtExceptionHandler(null);
		}
		assertThat(reported).hasSize(2);
		assertThat(this.granted).hasSize(1);
		assertThat(this.queue.snapshot().get(TICKETS).inFlight()).isEqualTo(1);
	}

	@Test
	void releasingTwiceFreesOneSlot() {
		List<Ticket> tickets = enter(TICKETS, 5);
		start(tickets.get(0));
		this.queue.release(tickets.get(0));
		this.queue.release(tickets.get(0));
		assertThat(this.granted).hasSize(4);
	}

	@Test
	void moreUrgentCallsOvertake() {
		this.queue = queue(1, 20, 1_000);
		Ticket first = this.queue.enter(TICKETS, Lane.NORMAL, this.granted::add);
		Ticket background = this.queue.enter(TICKETS, Lane.BACKGROUND, this.granted::add);
		Ticket normal = this.queue.enter(TICKETS, Lane.NORMAL, this.granted::add);
		Ticket interactive = this.queue.enter(TICKETS, Lane.INTERACTIVE, this.granted::add);
		finish(first);
		finish(interactive);
		finish(normal);
		assertThat(this.granted).containsExactly(first, interactive, normal, background);
	}

	@Test
	void nobodyIsOvertakenForEver() {
		this.queue = queue(1, 20, 1_000);
		Ticket first = this.queue.enter(TICKETS, Lane.NORMAL, this.granted::add);
		Ticket background = this.queue.enter(TICKETS, Lane.BACKGROUND, this.granted::add);
		this.time.pass(Duration.ofSeconds(31));
		this.queue.enter(TICKETS, Lane.INTERACTIVE, this.granted::add);
		finish(first);
		assertThat(this.granted).last().isSameAs(background);
	}

	@Test
	void aRejectionLowersTheLimitOfItsEndpointOnceForABurst() {
		List<Ticket> tickets = enter(TICKETS, 3);
		this.queue.rejected(tickets.get(0));
		this.queue.rejected(tickets.get(1));
		assertThat(limit(TICKETS)).isEqualTo(2);
		tickets.forEach(this::finish);
		enter(TICKETS, 4);
		assertThat(this.granted).hasSize(5);
		enter(COMPANIES, 3);
		assertThat(limit(COMPANIES)).isEqualTo(3);
	}

	@Test
	void theLimitNeverFallsBelowOneAndRecoversStepByStep() {
		for (int i = 0; i < 5; i++) {
			Ticket ticket = this.queue.enter(TICKETS, Lane.NORMAL, this.granted::add);
			start(ticket);
			this.queue.rejected(ticket);
			this.queue.release(ticket);
		}
		assertThat(limit(TICKETS)).isEqualTo(1);
		this.time.pass(Duration.ofMinutes(1));
		finish(this.queue.enter(TICKETS, Lane.NORMAL, this.granted::add));
		assertThat(limit(TICKETS)).isEqualTo(2);
		this.time.pass(Duration.ofMinutes(1));
		finish(this.queue.enter(TICKETS, Lane.NORMAL, this.granted::add));
		assertThat(limit(TICKETS)).isEqualTo(3);
		this.time.pass(Duration.ofMinutes(9));
		finish(this.queue.enter(TICKETS, Lane.NORMAL, this.granted::add));
		assertThat(limit(TICKETS)).isEqualTo(3);
	}

	@Test
	void aThousandCallsThatEndAtOnceDoNotNest() {
		int[] depth = new int[2];
		Consumer<Ticket> endAtOnce = (ticket) -> {
			depth[1] = Math.max(depth[1], ++depth[0]);
			finish(ticket);
			depth[0]--;
		};
		List<Ticket> blockers = enter(TICKETS, 3);
		for (int i = 0; i < 1_000; i++) {
			this.queue.enter(TICKETS, Lane.NORMAL, endAtOnce);
		}
		blockers.forEach(this::finish);
		assertThat(waiting()).isZero();
		assertThat(depth[1]).isEqualTo(1);
	}

	@Test
	void forgetsEndpointsAtRestWhenThereAreTooMany() {
		for (int i = 0; i < 10_000; i++) {
			finish(this.queue.enter(new SlotKey(Calls.ORIGIN, "code", "Entity" + i), Lane.NORMAL, this.granted::add));
		}
		assertThat(this.queue.snapshot()).hasSizeLessThanOrEqualTo(500);
	}

	/**
	 * Calls enter, start, end, are rejected and given up in random order: no endpoint
	 * ever has more slots than its limit, and at the end none is lost.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 31, 32, 33, 34 })
	void losesNoSlotWhateverHappens(long seed) {
		Random random = new Random(seed);
		this.queue = queue(3, 5, 50);
		List<SlotKey> keys = List.of(TICKETS, COMPANIES, new SlotKey(Calls.ORIGIN, "code", "Contacts"));
		List<Ticket> alive = new ArrayList<>();
		for (int step = 0; step < 5_000; step++) {
			Ticket one = alive.isEmpty() ? null : alive.get(random.nextInt(alive.size()));
			switch (random.nextInt(6)) {
				case 0, 1 -> {
					Ticket entered = this.queue.enter(keys.get(random.nextInt(3)), Lane.values()[random.nextInt(3)],
							this.granted::add);
					if (entered != null) {
						alive.add(entered);
					}
				}
				case 2 -> {
					if (one != null) {
						this.queue.giveUp(one);
					}
				}
				case 3 -> {
					if (one != null && this.granted.contains(one)) {
						this.queue.start(one);
					}
				}
				case 4 -> {
					if (one != null && one.state() == Ticket.State.RUNNING && random.nextInt(10) == 0) {
						this.queue.rejected(one);
					}
				}
				default -> {
					if (one != null) {
						this.queue.release(one);
					}
				}
			}
			this.time.pass(Duration.ofMillis(random.nextInt(500)));
			Map<SlotKey, Integer> held = new HashMap<>();
			alive.removeIf((ticket) -> ticket.state() == Ticket.State.OVER);
			alive.stream()
				.filter((ticket) -> ticket.state() != Ticket.State.WAITING)
				.forEach((ticket) -> held.merge(ticket.key(), 1, Integer::sum));
			assertThat(held.values()).allMatch((count) -> count <= 3);
			assertThat(held.values().stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(5);
			this.queue.snapshot()
				.forEach((key, slots) -> assertThat(slots.inFlight()).isEqualTo(held.getOrDefault(key, 0)));
		}
		for (int round = 0; round < 100 && !alive.isEmpty(); round++) {
			List.copyOf(alive).forEach((ticket) -> {
				this.queue.start(ticket);
				this.queue.release(ticket);
			});
			alive.removeIf((ticket) -> ticket.state() == Ticket.State.OVER);
		}
		assertThat(alive).isEmpty();
		assertThat(this.queue.snapshot().values()).allMatch((slots) -> slots.inFlight() == 0 && slots.waiting() == 0);
	}

	private SlotQueue queue(int perEndpoint, int total, int maxQueue) {
		return new SlotQueue(new DispatchSettings(perEndpoint, total, maxQueue, Duration.ofSeconds(30)), this.time);
	}

	private List<Ticket> enter(SlotKey key, int count) {
		List<Ticket> tickets = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			tickets.add(this.queue.enter(key, Lane.NORMAL, this.granted::add));
		}
		return tickets;
	}

	private void start(Ticket ticket) {
		assertThat(this.queue.start(ticket)).isTrue();
	}

	private void finish(Ticket ticket) {
		start(ticket);
		this.queue.release(ticket);
	}

	private int limit(SlotKey key) {
		return this.queue.snapshot().get(key).limit();
	}

	private int waiting() {
		return this.queue.snapshot().values().stream().mapToInt(SlotQueue.SlotSnapshot::waiting).sum();
	}

}
