package io.autotask.performance.optimizer.dispatch;

import java.util.Comparator;

import io.autotask.performance.call.CallExchange;
import io.autotask.performance.optimizer.budget.Rank;
import org.jspecify.annotations.Nullable;

/**
 * A call in the queue, from entering it to leaving for the network. Its state is guarded
 * by the monitor of the {@link SlotQueue}, whose methods are the only ones to change it.
 */
final class Ticket implements Comparable<Ticket> {

	/** The most urgent lane first; of one lane the call that entered first. */
	static final Comparator<Ticket> BY_URGENCY = Comparator.<Ticket, Lane>comparing(Ticket::lane)
		.thenComparing(Comparator.naturalOrder());

	private final Waiting passenger;

	private final SlotKey key;

	private final @Nullable MergeKey mergeKey;

	private final long enteredAt;

	private Lane lane;

	private long number;

	private State state = State.WAITING;

	private @Nullable Party party;

	private @Nullable Departure departure;

	/**
	 * A ticket.
	 * @param mergeKey with whom the call may leave together, or null when it leaves alone
	 */
	Ticket(Waiting passenger, @Nullable MergeKey mergeKey, Lane lane) {
		this.passenger = passenger;
		this.key = SlotKey.of(passenger.exchange().call());
		this.mergeKey = mergeKey;
		this.lane = lane;
		this.enteredAt = passenger.patience().enteredAt();
	}

	Waiting passenger() {
		return this.passenger;
	}

	CallExchange exchange() {
		return this.passenger.exchange();
	}

	SlotKey key() {
		return this.key;
	}

	@Nullable MergeKey mergeKey() {
		return this.mergeKey;
	}

	Lane lane() {
		return this.lane;
	}

	void lane(Lane lane) {
		this.lane = lane;
	}

	/**
	 * Who pays for the call if it leaves now.
	 */
	Rank rank() {
		return this.lane.rank(exchange().call().write());
	}

	long enteredAt() {
		return this.enteredAt;
	}

	void number(long number) {
		this.number = number;
	}

	/**
	 * When the call has waited for as long as its lane may be overtaken.
	 */
	long due() {
		return this.enteredAt + this.lane.allowance();
	}

	/** The one that is due first; of equals the one that entered first. */
	@Override
	public int compareTo(Ticket other) {
		long difference = due() - other.due();
		return (difference != 0) ? Long.signum(difference) : Long.compare(this.number, other.number);
	}

	State state() {
		return this.state;
	}

	void state(State state) {
		this.state = state;
	}

	@Nullable Party party() {
		return this.party;
	}

	void party(@Nullable Party party) {
		this.party = party;
	}

	@Nullable Departure departure() {
		return this.departure;
	}

	void leaveWith(Departure departure) {
		this.state = State.ABOARD;
		this.departure = departure;
	}

	/** Where a call is. */
	enum State {

		/** In the queue. */
		WAITING,

		/** One of those who have a slot. */
		ABOARD,

		/** Neither. */
		OVER

	}

}
