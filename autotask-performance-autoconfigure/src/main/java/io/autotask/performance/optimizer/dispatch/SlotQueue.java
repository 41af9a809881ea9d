package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.optimizer.budget.Budgets;
import io.autotask.performance.optimizer.budget.TenantBudget;
import org.jspecify.annotations.Nullable;

/**
 * The slots of all endpoints and the bounded queue in front of them, without any
 * knowledge of how a request is sent.
 * <p>
 * A call enters, is granted a slot at once or later, alone or together with others,
 * starts, and releases the slot. It can be given up at any of these points, and then
 * whatever it alone holds goes to the next one. State is guarded by the monitor of this
 * object; those who were granted a slot are told outside of it.
 */
final class SlotQueue {

	/** Above it, endpoints at rest are forgotten. */
	private static final int MAX_ENDPOINTS = 500;

	private final DispatchSettings settings;

	private final TimeSource time;

	private final Outside outside;

	private final Company company;

	private final Budgets budgets;

	private final Map<SlotKey, Endpoint> endpoints = new LinkedHashMap<>(16, 0.75f, true);

	/** Those for which somebody waits. */
	private final Set<Endpoint> wanted = new LinkedHashSet<>();

	private final Queue<Departure> granted = new ConcurrentLinkedQueue<>();

	private final AtomicInteger telling = new AtomicInteger();

	private long entries;

	private int inFlight;

	private int waiting;

	SlotQueue(DispatchSettings settings, TimeSource time, Company company, Budgets budgets, Outside outside) {
		this.settings = settings;
		this.time = time;
		this.company = company;
		this.budgets = budgets;
		this.outside = outside;
	}

	/**
	 * Enters the queue.
	 * @return null, or why the call may not wait: then it is not in the queue
	 */
	@Nullable Refusal enter(Ticket ticket) {
		Refusal refusal = null;
		synchronized (this) {
			ticket.number(this.entries++);
			Endpoint endpoint = endpoint(ticket.key());
			endpoint.enter(ticket, this.time.nanos());
			this.wanted.add(endpoint);
			this.waiting++;
			grant(endpoint);
			refusal = (ticket.state() == Ticket.State.WAITING) ? refusal(ticket, endpoint) : null;
			if (refusal != null) {
				remove(ticket);
			}
		}
		tellGranted();
		return refusal;
	}

	/**
	 * Why a call would wait in vain.
	 */
	private @Nullable Refusal refusal(Ticket ticket, Endpoint endpoint) {
		long now = this.time.nanos();
		if (this.waiting > this.settings.maxQueue()) {
			return new Refusal(Reason.QUEUE_FULL, Duration.ZERO);
		}
		long unaffordable = endpoint.budget().availableAt(ticket.rank(), now) - now;
		if (unaffordable > ticket.passenger().left(now)) {
			return new Refusal(Reason.BUDGET_EXHAUSTED, Duration.ofNanos(unaffordable));
		}
		Long dueBy = ticket.exchange().dueBy();
		long expected = (dueBy != null) ? endpoint.answeredAt(ticket, now) : now;
		return (dueBy != null && expected - dueBy > 0)
				? new Refusal(Reason.DEADLINE, Duration.ofNanos(Math.max(0, expected - now))) : null;
	}

	/**
	 * The hour of a tenant is used up: nothing more is sent to it for a while.
	 * @param departure what was turned away, which still has its slot
	 * @param asked how long the API wants to be left alone, or zero
	 * @return those who waited and cannot wait for that long; they are not in the queue
	 * any more
	 */
	synchronized List<Ticket> exhausted(Departure departure, Duration asked) {
		TenantBudget budget = departure.endpoint().budget();
		departure.exhaust();
		budget.exhausted(asked);
		long now = this.time.nanos();
		List<Ticket> hopeless = new ArrayList<>();
		for (Endpoint endpoint : List.copyOf(this.wanted)) {
			if (endpoint.budget() == budget) {
				endpoint.tickets()
					.stream()
					.filter((ticket) -> budget.availableAt(ticket.rank(), now) - now > ticket.passenger().left(now))
					.forEach(hopeless::add);
			}
		}
		hopeless.forEach(this::remove);
		return hopeless;
	}

	/**
	 * How long a call waits for the budget alone.
	 * @return zero or less when it does not
	 */
	synchronized Duration unaffordable(Ticket ticket) {
		long now = this.time.nanos();
		return Duration.ofNanos(endpoint(ticket.key()).budget().availableAt(ticket.rank(), now) - now);
	}

	/**
	 * Somebody more urgent waits for a call, too.
	 */
	void raise(Ticket ticket, Lane lane) {
		synchronized (this) {
			if (ticket.state() != Ticket.State.WAITING || !lane.isMoreUrgentThan(ticket.lane())) {
				return;
			}
			Endpoint endpoint = endpoint(ticket.key());
			endpoint.remove(ticket);
			ticket.lane(lane);
			endpoint.enqueue(ticket);
			grant(endpoint);
			if (!this.granted.isEmpty()) {
				// The caller holds locks of its own, so those are told by another thread.
				this.outside.alarm(0, this::tellGranted);
			}
		}
	}

	/**
	 * Those who were granted a slot are about to be sent.
	 * @param onLeave told outside of any lock when one of them goes away later
	 * @return those who are still there; nobody when all were given up before
	 */
	synchronized List<Ticket> start(Departure departure, Consumer<Ticket> onLeave) {
		if (departure.state() != Departure.State.GRANTED) {
			return List.of();
		}
		departure.start(this.time.nanos(), onLeave);
		return departure.aboard();
	}

	/**
	 * The call has waited too long. Changes nothing once it was granted a slot.
	 * @return whether it was taken out of the queue, so that it will not be granted one
	 */
	synchronized boolean expire(Ticket ticket) {
		if (ticket.state() != Ticket.State.WAITING) {
			return false;
		}
		remove(ticket);
		return true;
	}

	/**
	 * The call is not wanted any more. Once it was started this is told to who started
	 * it, and the slot is given back by {@link #release}.
	 */
	void giveUp(Ticket ticket) {
		Consumer<Ticket> onLeave;
		synchronized (this) {
			onLeave = leave(ticket);
		}
		if (onLeave != null) {
			onLeave.accept(ticket);
		}
		tellGranted();
	}

	private @Nullable Consumer<Ticket> leave(Ticket ticket) {
		Departure departure = ticket.departure();
		if (ticket.state() == Ticket.State.WAITING) {
			remove(ticket);
			return null;
		}
		if (ticket.state() == Ticket.State.OVER || departure == null) {
			return null;
		}
		ticket.state(Ticket.State.OVER);
		boolean empty = departure.leave(ticket);
		if (departure.state() == Departure.State.GRANTED && empty) {
			departure.end();
			abandoned(departure, ticket);
			departure.endpoint().slots().giveBack();
			departure.endpoint().budget().giveBack(departure.receipt());
			freed(departure.endpoint(), true);
		}
		return (departure.state() == Departure.State.RUNNING) ? departure.onLeave() : null;
	}

	private void abandoned(Departure departure, Ticket last) {
		MergeKey key = last.mergeKey();
		Specimen evidence = departure.evidence();
		if (key != null && evidence != null) {
			this.company.abandoned(key, evidence);
		}
	}

	/**
	 * The request is off the wire. Does nothing when called again.
	 * @param answered whether the API answered
	 */
	void release(Departure departure, boolean answered) {
		synchronized (this) {
			if (departure.state() != Departure.State.RUNNING) {
				return;
			}
			departure.end();
			departure.aboard().forEach((ticket) -> ticket.state(Ticket.State.OVER));
			if (departure.wasRejected()) {
				departure.endpoint().slots().giveBack();
			}
			else {
				departure.endpoint().slots().ended(departure.startedAt(), answered, this.time.nanos());
			}
			freed(departure.endpoint(), settle(departure, answered));
		}
		tellGranted();
	}

	/**
	 * Settles what was paid.
	 * @return whether others may pay now who could not
	 */
	private static boolean settle(Departure departure, boolean answered) {
		TenantBudget budget = departure.endpoint().budget();
		if (!departure.wasSent()) {
			budget.giveBack(departure.receipt());
			return true;
		}
		return answered && !departure.wasExhausted() && budget.answered(departure.startedAt());
	}

	/**
	 * Lets several calls enter the queue before one of them may leave.
	 * @param departure what they left with before
	 * @param entering lets them enter
	 */
	void gather(Departure departure, Runnable entering) {
		Endpoint endpoint = departure.endpoint();
		synchronized (this) {
			endpoint.gathering(1);
		}
		try {
			entering.run();
		}
		finally {
			synchronized (this) {
				endpoint.gathering(-1);
				grant(endpoint);
			}
			tellGranted();
		}
	}

	/**
	 * The API turned the request away because too many ran at once. Its slot is still to
	 * be released.
	 * @param asked how long the API wants to be left alone, or zero
	 */
	synchronized void rejected(Departure departure, Duration asked) {
		if (departure.state() == Departure.State.RUNNING && !this.settings.isUnlimited()) {
			departure.reject();
			departure.endpoint()
				.slots()
				.rejected(departure.startedAt(), departure.limitWhenGranted(), asked.toNanos(), this.time.nanos());
		}
	}

	synchronized Map<SlotKey, SlotSnapshot> snapshot() {
		Map<SlotKey, SlotSnapshot> snapshot = new LinkedHashMap<>();
		this.endpoints.forEach(
				(key, endpoint) -> snapshot.put(key, new SlotSnapshot(endpoint.slots().inFlight(), endpoint.limit(),
						endpoint.waiting(), endpoint.granted(), endpoint.waitedNanos(), endpoint.slots().service())));
		return snapshot;
	}

	/**
	 * What those who wait hold in memory until they are sent.
	 * @return the bytes of their bodies
	 */
	synchronized long heldBytes() {
		long bytes = 0;
		for (Endpoint endpoint : this.wanted) {
			for (Ticket ticket : endpoint.tickets()) {
				byte[] body = ticket.exchange().body();
				bytes += (body != null) ? body.length : 0;
			}
		}
		return bytes;
	}

	private void remove(Ticket ticket) {
		Endpoint endpoint = endpoint(ticket.key());
		endpoint.remove(ticket);
		if (endpoint.waiting() == 0) {
			this.wanted.remove(endpoint);
		}
		this.waiting--;
		ticket.state(Ticket.State.OVER);
	}

	private void freed(Endpoint endpoint, boolean affordable) {
		boolean wasFull = this.inFlight >= this.settings.maxTotal();
		this.inFlight--;
		grant((wasFull || affordable) ? new ArrayList<>(this.wanted) : List.of(endpoint));
	}

	private void grant(Endpoint endpoint) {
		grant(List.of(endpoint));
	}

	/**
	 * Grants what slots there are.
	 * @param endpoints those that may have got one
	 */
	private void grant(Collection<Endpoint> endpoints) {
		if (this.inFlight >= this.settings.maxTotal()) {
			return;
		}
		long now = this.time.nanos();
		while (this.inFlight < this.settings.maxTotal() && grantNext(endpoints, now)) {
			this.inFlight++;
		}
		endpoints.forEach((endpoint) -> setAlarm(endpoint, now));
	}

	private boolean grantNext(Collection<Endpoint> endpoints, long now) {
		Endpoint best = null;
		Party first = null;
		for (Endpoint endpoint : endpoints) {
			Party party = endpoint.next(now);
			if (party != null && (first == null || party.compareTo(first) < 0)) {
				best = endpoint;
				first = party;
			}
		}
		if (best == null || first == null) {
			return false;
		}
		Departure departure = best.depart(first, now);
		this.waiting -= departure.aboard().size();
		if (best.waiting() == 0) {
			this.wanted.remove(best);
		}
		this.granted.add(departure);
		return true;
	}

	/** Time alone may free a slot, or end what is held. */
	private void setAlarm(Endpoint endpoint, long now) {
		long at = endpoint.wakeAt();
		if (at != Endpoint.NEVER && (endpoint.alarmAt() == Endpoint.NEVER || at < endpoint.alarmAt())) {
			endpoint.alarmAt(at);
			this.outside.alarm(Math.max(0, at - now), () -> ring(endpoint, at));
		}
	}

	private void ring(Endpoint endpoint, long at) {
		synchronized (this) {
			if (endpoint.alarmAt() == at) {
				endpoint.alarmAt(Endpoint.NEVER);
			}
			grant(endpoint);
		}
		tellGranted();
	}

	/**
	 * Tells those who were granted a slot, one after the other: a call that ends at once
	 * grants the next one from inside of this loop, and must not go deeper each time.
	 */
	private void tellGranted() {
		if (this.granted.isEmpty() || this.telling.getAndIncrement() != 0) {
			return;
		}
		int missed = 1;
		while (missed != 0) {
			for (Departure departure = this.granted.poll(); departure != null; departure = this.granted.poll()) {
				tell(departure);
			}
			missed = this.telling.addAndGet(-missed);
		}
	}

	/**
	 * Tells one, who may fail in a way that nothing catches: that is no reason for the
	 * others to wait for ever, nor for the slot to be lost.
	 */
	private void tell(Departure departure) {
		try {
			this.outside.depart(departure);
		}
		catch (RuntimeException | Error ex) {
			abandon(departure);
			Thread thread = Thread.currentThread();
			thread.getUncaughtExceptionHandler().uncaughtException(thread, ex);
		}
	}

	private void abandon(Departure departure) {
		List<Ticket> aboard;
		synchronized (this) {
			aboard = departure.aboard();
		}
		aboard.forEach(this::giveUp);
		release(departure, false);
	}

	private Endpoint endpoint(SlotKey key) {
		Endpoint endpoint = this.endpoints.get(key);
		if (endpoint == null) {
			if (this.endpoints.size() >= MAX_ENDPOINTS) {
				this.endpoints.values().removeIf(Endpoint::isIdle);
			}
			endpoint = new Endpoint(this.settings, this.company, this.budgets.of(key.origin()), this.outside::random);
			this.endpoints.put(key, endpoint);
		}
		return endpoint;
	}

	/**
	 * Why a call may not wait.
	 *
	 * @param reason why
	 * @param retryAfter when it is worth while to ask again, or zero when that is not
	 * known
	 */
	record Refusal(Reason reason, Duration retryAfter) {

	}

	/** What the queue needs of the world. */
	interface Outside {

		/**
		 * Those who were granted a slot leave. Called outside of any lock.
		 */
		void depart(Departure departure);

		/**
		 * Does something a little later, on another thread. May be called under locks.
		 */
		void alarm(long nanos, Runnable action);

		/**
		 * A number from 0 to 1.
		 */
		double random();

	}

	/**
	 * One endpoint, or several added up, at one moment.
	 */
	record SlotSnapshot(int inFlight, int limit, int waiting, long granted, long waitedNanos, long service) {

		SlotSnapshot plus(SlotSnapshot other) {
			return new SlotSnapshot(this.inFlight + other.inFlight,
					(int) Math.min(Integer.MAX_VALUE, (long) this.limit + other.limit), this.waiting + other.waiting,
					this.granted + other.granted, this.waitedNanos + other.waitedNanos,
					Math.max(this.service, other.service));
		}

		QueueSnapshot forPeople() {
			return new QueueSnapshot(this.inFlight, (this.limit < Integer.MAX_VALUE) ? this.limit : null, this.waiting,
					(this.granted > 0) ? Duration.ofNanos(this.waitedNanos / this.granted) : null,
					(this.service > 0) ? Duration.ofNanos(this.service) : null);
		}

	}

}
