package io.autotask.performance.optimizer.dispatch;

import java.util.function.Consumer;

/**
 * A call in the queue, from entering it to giving back its slot. Its state is guarded by
 * the monitor of the {@link SlotQueue}, whose methods are the only ones to change it.
 */
final class Ticket {

	private final SlotKey key;

	private Lane lane;

	private final long enteredAt;

	private final Consumer<Ticket> onGrant;

	private State state = State.WAITING;

	private int limitWhenGranted;

	Ticket(SlotKey key, Lane lane, long enteredAt, Consumer<Ticket> onGrant) {
		this.key = key;
		this.lane = lane;
		this.enteredAt = enteredAt;
		this.onGrant = onGrant;
	}

	SlotKey key() {
		return this.key;
	}

	Lane lane() {
		return this.lane;
	}

	void lane(Lane lane) {
		this.lane = lane;
	}

	long enteredAt() {
		return this.enteredAt;
	}

	boolean isBefore(Ticket other) {
		return (this.enteredAt + this.lane.allowance()) - (other.enteredAt + other.lane.allowance()) < 0;
	}

	State state() {
		return this.state;
	}

	void state(State state) {
		this.state = state;
	}

	void granted(int limit) {
		this.state = State.GRANTED;
		this.limitWhenGranted = limit;
	}

	int limitWhenGranted() {
		return this.limitWhenGranted;
	}

	void tell() {
		this.onGrant.accept(this);
	}

	/** Where a call is. */
	enum State {

		/** In the queue. */
		WAITING,

		/** Has a slot, and was not yet seen to use it. */
		GRANTED,

		/** On the wire. */
		RUNNING,

		/** Gave back what it had. */
		OVER

	}

}
