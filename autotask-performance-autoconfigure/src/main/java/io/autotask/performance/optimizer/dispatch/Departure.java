package io.autotask.performance.optimizer.dispatch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.autotask.performance.call.Attempt;
import io.autotask.performance.call.CallExchange;
import org.jspecify.annotations.Nullable;

/**
 * Those who leave for the network with one slot: one call, or several reads by id that
 * leave as one query. Guarded by the monitor of the {@link SlotQueue}, but for what never
 * changes.
 */
final class Departure {

	private final Endpoint endpoint;

	private final Ticket first;

	private final boolean merged;

	private final @Nullable Specimen evidence;

	private final int limitWhenGranted;

	private final Set<Ticket> aboard;

	private final long receipt;

	private State state = State.GRANTED;

	private long startedAt;

	private boolean rejected;

	private boolean exhausted;

	private volatile @Nullable Sending sending;

	private @Nullable Consumer<Ticket> onLeave;

	/**
	 * A departure.
	 * @param tickets those who leave, at least one
	 * @param evidence a row to be read along, or null
	 * @param receipt for what was paid from the budget
	 */
	Departure(Endpoint endpoint, List<Ticket> tickets, @Nullable Specimen evidence, long receipt) {
		this.endpoint = endpoint;
		this.first = tickets.get(0);
		this.merged = tickets.size() > 1 || evidence != null;
		this.evidence = evidence;
		this.receipt = receipt;
		this.limitWhenGranted = endpoint.limit();
		this.aboard = new LinkedHashSet<>(tickets);
		tickets.forEach((ticket) -> ticket.leaveWith(this));
	}

	Endpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * The most urgent of those who were granted the slot.
	 */
	Ticket first() {
		return this.first;
	}

	/**
	 * Whether they leave as one query.
	 */
	boolean isMerged() {
		return this.merged;
	}

	@Nullable Specimen evidence() {
		return this.evidence;
	}

	int limitWhenGranted() {
		return this.limitWhenGranted;
	}

	List<Ticket> aboard() {
		return List.copyOf(this.aboard);
	}

	/**
	 * One of them goes away.
	 * @return whether nobody is left
	 */
	boolean leave(Ticket ticket) {
		this.aboard.remove(ticket);
		return this.aboard.isEmpty();
	}

	State state() {
		return this.state;
	}

	void start(long now, Consumer<Ticket> onLeave) {
		this.state = State.RUNNING;
		this.startedAt = now;
		this.onLeave = onLeave;
	}

	/**
	 * Remembers what is about to be sent, to know afterwards whether it was.
	 */
	void sending(CallExchange exchange) {
		this.sending = new Sending(exchange, exchange.attempt());
	}

	/**
	 * Whether a request was handed to the network.
	 */
	boolean wasSent() {
		Sending last = this.sending;
		return last != null && last.exchange().attempt() != last.before();
	}

	long receipt() {
		return this.receipt;
	}

	void end() {
		this.state = State.OVER;
	}

	long startedAt() {
		return this.startedAt;
	}

	void reject() {
		this.rejected = true;
	}

	boolean wasRejected() {
		return this.rejected;
	}

	/**
	 * The tenant's hour is used up.
	 */
	void exhaust() {
		this.exhausted = true;
	}

	boolean wasExhausted() {
		return this.exhausted;
	}

	@Nullable Consumer<Ticket> onLeave() {
		return this.onLeave;
	}

	private record Sending(CallExchange exchange, @Nullable Attempt before) {

	}

	/** Where they are. */
	enum State {

		/** They have a slot, and were not yet seen to use it. */
		GRANTED,

		/** On the wire. */
		RUNNING,

		/** The slot was given back. */
		OVER

	}

}
