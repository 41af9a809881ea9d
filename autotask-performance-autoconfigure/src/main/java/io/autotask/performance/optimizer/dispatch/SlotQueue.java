package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.autotask.performance.call.TimeSource;
import io.autotask.performance.optimizer.dispatch.Ticket.State;
import org.jspecify.annotations.Nullable;

/**
 * The slots of all endpoints and the bounded queue in front of them, without any
 * knowledge of how a request is sent.
 * <p>
 * A call enters, is granted a slot at once or later, starts, and releases the slot. It
 * can be given up at any of these points, and then whatever it holds goes to the next
 * one. State is guarded by the monitor of this object; those who were granted a slot are
 * told outside of it.
 */
final class SlotQueue {

	/** Above it, endpoints at rest are forgotten. */
	private static final int MAX_ENDPOINTS = 500;

	private final DispatchSettings settings;

	private final TimeSource time;

	private final Map<SlotKey, Endpoint> endpoints = new LinkedHashMap<>(16, 0.75f, true);

	private final Queue<Ticket> granted = new ConcurrentLinkedQueue<>();

	private final AtomicInteger telling = new AtomicInteger();

	private int inFlight;

	private int waiting;

	SlotQueue(DispatchSettings settings, TimeSource time) {
		this.settings = settings;
		this.time = time;
	}

	/**
	 * Enters the queue.
	 * @param onGrant called once, on any thread, when the call has a slot
	 * @return the call's ticket, or null when the queue is full
	 */
	@Nullable Ticket enter(SlotKey key, Lane lane, Consumer<Ticket> onGrant) {
		Ticket ticket = new Ticket(key, lane, this.time.nanos(), onGrant);
		boolean entered = true;
		synchronized (this) {
			endpoint(key).enqueue(ticket);
			this.waiting++;
			grant();
			if (ticket.state() == State.WAITING && this.waiting > this.settings.maxQueue()) {
				remove(ticket);
				entered = false;
			}
		}
		tellGranted();
		return entered ? ticket : null;
	}

	/**
	 * Somebody more urgent waits for a call, too.
	 */
	synchronized void raise(Ticket ticket, Lane lane) {
		if (ticket.state() == State.WAITING && lane.isMoreUrgentThan(ticket.lane())) {
			Endpoint endpoint = endpoint(ticket.key());
			endpoint.remove(ticket);
			ticket.lane(lane);
			endpoint.enqueue(ticket);
		}
	}

	/**
	 * The call is about to be sent.
	 * @return false when it was given up before
	 */
	synchronized boolean start(Ticket ticket) {
		if (ticket.state() != State.GRANTED) {
			return false;
		}
		ticket.state(State.RUNNING);
		return true;
	}

	/**
	 * The call has waited too long. Changes nothing once it was granted a slot.
	 * @return whether it was taken out of the queue, so that it will not be granted one
	 */
	synchronized boolean expire(Ticket ticket) {
		if (ticket.state() != State.WAITING) {
			return false;
		}
		remove(ticket);
		return true;
	}

	/**
	 * The call is not wanted any more. Changes nothing once it was started: then it is
	 * ended by {@link #release}.
	 * @return whether it was given up
	 */
	boolean giveUp(Ticket ticket) {
		synchronized (this) {
			if (ticket.state() == State.WAITING) {
				remove(ticket);
			}
			else if (ticket.state() == State.GRANTED) {
				free(ticket);
			}
			else {
				return false;
			}
		}
		tellGranted();
		return true;
	}

	/**
	 * The call is off the wire. Does nothing when called again.
	 */
	void release(Ticket ticket) {
		synchronized (this) {
			if (ticket.state() != State.RUNNING) {
				return;
			}
			free(ticket);
		}
		tellGranted();
	}

	/**
	 * The API turned the call away because too many ran at once.
	 */
	synchronized void rejected(Ticket ticket) {
		endpoint(ticket.key()).lower(ticket.limitWhenGranted(), this.time.nanos());
	}

	synchronized Map<SlotKey, SlotSnapshot> snapshot() {
		Map<SlotKey, SlotSnapshot> snapshot = new LinkedHashMap<>();
		this.endpoints.forEach((key, endpoint) -> snapshot.put(key, new SlotSnapshot(endpoint.inFlight(),
				endpoint.limit(), endpoint.waiting(), endpoint.granted(), endpoint.waitedNanos())));
		return snapshot;
	}

	private void remove(Ticket ticket) {
		endpoint(ticket.key()).remove(ticket);
		this.waiting--;
		ticket.state(State.OVER);
	}

	private void free(Ticket ticket) {
		ticket.state(State.OVER);
		endpoint(ticket.key()).release();
		this.inFlight--;
		grant();
	}

	private void grant() {
		long now = this.time.nanos();
		while (this.waiting > 0 && this.inFlight < this.settings.maxTotal()) {
			Ticket next = next(now);
			if (next == null) {
				return;
			}
			Endpoint endpoint = endpoint(next.key());
			endpoint.grant(next, now);
			next.granted(endpoint.limit());
			this.waiting--;
			this.inFlight++;
			this.granted.add(next);
		}
	}

	/**
	 * Tells those who were granted a slot, one after the other: a call that ends at once
	 * grants the next one from inside of this loop, and must not go deeper each time.
	 */
	private void tellGranted() {
		if (this.telling.getAndIncrement() != 0) {
			return;
		}
		int missed = 1;
		while (missed != 0) {
			for (Ticket ticket = this.granted.poll(); ticket != null; ticket = this.granted.poll()) {
				tell(ticket);
			}
			missed = this.telling.addAndGet(-missed);
		}
	}

	/**
	 * Tells one, who may fail in a way that nothing catches: that is no reason for the
	 * others to wait for ever, nor for the slot to be lost.
	 */
	private void tell(Ticket ticket) {
		try {
			ticket.tell();
		}
		catch (RuntimeException | Error ex) {
			giveUp(ticket);
			release(ticket);
			Thread thread = Thread.currentThread();
			thread.getUncaughtExceptionHandler().uncaughtException(thread, ex);
		}
	}

	private @Nullable Ticket next(long now) {
		Ticket next = null;
		for (Endpoint endpoint : this.endpoints.values()) {
			Ticket candidate = endpoint.next(now);
			if (candidate != null && (next == null || candidate.isBefore(next))) {
				next = candidate;
			}
		}
		return next;
	}

	private Endpoint endpoint(SlotKey key) {
		Endpoint endpoint = this.endpoints.get(key);
		if (endpoint == null) {
			if (this.endpoints.size() >= MAX_ENDPOINTS) {
				this.endpoints.values().removeIf(Endpoint::isIdle);
			}
			endpoint = new Endpoint(this.settings.maxPerEndpoint());
			this.endpoints.put(key, endpoint);
		}
		return endpoint;
	}

	/**
	 * One endpoint, or several added up, at one moment.
	 */
	record SlotSnapshot(int inFlight, int limit, int waiting, long granted, long waitedNanos) {

		SlotSnapshot plus(SlotSnapshot other) {
			return new SlotSnapshot(this.inFlight + other.inFlight,
					(int) Math.min(Integer.MAX_VALUE, (long) this.limit + other.limit), this.waiting + other.waiting,
					this.granted + other.granted, this.waitedNanos + other.waitedNanos);
		}

		QueueSnapshot forPeople() {
			return new QueueSnapshot(this.inFlight, (this.limit < Integer.MAX_VALUE) ? this.limit : null, this.waiting,
					(this.granted > 0) ? Duration.ofNanos(this.waitedNanos / this.granted) : null);
		}

	}

}
