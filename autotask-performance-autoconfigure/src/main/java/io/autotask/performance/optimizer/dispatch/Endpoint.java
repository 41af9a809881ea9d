package io.autotask.performance.optimizer.dispatch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

import io.autotask.performance.optimizer.budget.Rank;
import io.autotask.performance.optimizer.budget.TenantBudget;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint: the calls that wait for it, and its slots. Not thread-safe: guarded by
 * the monitor of the {@link SlotQueue} that owns it.
 */
final class Endpoint {

	/** A time that never comes. */
	static final long NEVER = Long.MAX_VALUE;

	/** Above it, parties of nobody are forgotten. */
	private static final int MAX_PARTIES = 200;

	private final Slots slots;

	private final Company company;

	private final BatchSettings batching;

	private final TenantBudget budget;

	/** By what they have in common, the ones that were asked for last at the end. */
	private final Map<MergeKey, Party> parties = new LinkedHashMap<>(16, 0.75f, true);

	/** The order in which they leave, but for those that wait for too long. */
	private final Lineup queue = new Lineup();

	private int waiting;

	private int gathering;

	private long wakeAt = NEVER;

	private long alarmAt = NEVER;

	private long granted;

	private long waitedNanos;

	Endpoint(DispatchSettings settings, Company company, TenantBudget budget, DoubleSupplier random) {
		this.slots = new Slots(settings, random);
		this.company = company;
		this.budget = budget;
		this.batching = settings.batching();
	}

	void enter(Ticket ticket, long now) {
		enqueue(ticket).pace().arrived(now);
	}

	Party enqueue(Ticket ticket) {
		Party party = partyOf(ticket.mergeKey());
		if (!party.isEmpty()) {
			this.queue.remove(party);
		}
		party.add(ticket);
		ticket.party(party);
		this.queue.add(party);
		this.waiting++;
		return party;
	}

	void remove(Ticket ticket) {
		Party party = ticket.party();
		if (party == null) {
			return;
		}
		this.queue.remove(party);
		this.waiting -= party.remove(ticket) ? 1 : 0;
		stay(party);
	}

	/**
	 * Who leaves next, or null when nobody may leave now. Then {@link #wakeAt} says when
	 * that may change by itself.
	 */
	@Nullable Party next(long now) {
		this.wakeAt = NEVER;
		if (this.queue.isEmpty() || this.gathering > 0) {
			return null;
		}
		long freeAt = this.slots.freeAt(now);
		if (freeAt > now) {
			this.wakeAt = freeAt;
			return null;
		}
		Map<Rank, Long> affordable = this.budget.isPlentiful(now) ? Map.of() : affordable(now);
		Party overdue = first(this.queue.overdue(now), affordable, now);
		return (overdue != null) ? overdue : first(this.queue, affordable, now);
	}

	private @Nullable Party first(Iterable<Party> parties, Map<Rank, Long> affordable, long now) {
		for (Party party : parties) {
			long paidAt = affordable.getOrDefault(party.first().rank(), now);
			long until = (paidAt > now) ? paidAt : heldUntil(party, now);
			if (until <= now) {
				return party;
			}
			this.wakeAt = Math.min(this.wakeAt, until);
		}
		return null;
	}

	/**
	 * Lets as many of a party leave as may.
	 */
	Departure depart(Party party, long now) {
		this.queue.leaves(party);
		MergeKey key = party.key();
		Company.Terms terms = (key != null && party.size() > 1) ? this.company.terms(key) : null;
		List<Ticket> leaving = party.leave((terms != null) ? Math.min(terms.most(), party.size()) : 1, now);
		this.waiting -= leaving.size();
		stay(party);
		this.slots.take();
		leaving.forEach((ticket) -> this.waitedNanos += now - ticket.enteredAt());
		this.granted += leaving.size();
		return new Departure(this, leaving, (terms != null) ? terms.evidence() : null, this.budget.take(now));
	}

	/**
	 * When an answer can be here at the earliest, as far as those who are before it, the
	 * average answer and the budget tell.
	 * @param ticket one that waits here
	 * @return {@code now} when nothing is known
	 */
	long answeredAt(Ticket ticket, long now) {
		Party party = ticket.party();
		long service = this.slots.service();
		if (party == null || service == 0) {
			return now;
		}
		long leaves = Math.max(this.budget.availableAt(ticket.rank(), now), this.slots.opensAt(now));
		return Math.max(leaves, now + this.queue.before(party) * this.slots.gap()) + service;
	}

	/**
	 * Those who wait.
	 */
	List<Ticket> tickets() {
		List<Ticket> tickets = new ArrayList<>(this.waiting);
		this.queue.forEach((party) -> tickets.addAll(party.members()));
		return tickets;
	}

	TenantBudget budget() {
		return this.budget;
	}

	/**
	 * Nobody leaves while somebody lets several calls enter.
	 */
	void gathering(int more) {
		this.gathering += more;
	}

	Slots slots() {
		return this.slots;
	}

	int limit() {
		return this.slots.limit();
	}

	int waiting() {
		return this.waiting;
	}

	boolean isIdle() {
		return this.waiting == 0 && this.slots.isIdle();
	}

	long wakeAt() {
		return this.wakeAt;
	}

	long alarmAt() {
		return this.alarmAt;
	}

	void alarmAt(long at) {
		this.alarmAt = at;
	}

	long granted() {
		return this.granted;
	}

	long waitedNanos() {
		return this.waitedNanos;
	}

	private Map<Rank, Long> affordable(long now) {
		Map<Rank, Long> affordable = new EnumMap<>(Rank.class);
		for (Rank rank : Rank.values()) {
			affordable.put(rank, this.budget.availableAt(rank, now));
		}
		return affordable;
	}

	private long heldUntil(Party party, long now) {
		MergeKey key = party.key();
		if (key == null || key.part() != 0 || party.size() >= this.batching.maxSize()
				|| party.first().lane() == Lane.INTERACTIVE || !this.company.isAllowed(key)) {
			return now;
		}
		if (this.batching.maxWait() != null) {
			return party.first().enteredAt() + this.batching.maxWait().toNanos();
		}
		return party.pace().heldUntil(now, this.slots.gap(), party.size());
	}

	private Party partyOf(@Nullable MergeKey key) {
		if (key == null) {
			return new Party(null);
		}
		Party party = this.parties.get(key);
		if (party == null) {
			if (this.parties.size() >= MAX_PARTIES) {
				this.parties.values().removeIf(Party::isEmpty);
			}
			party = new Party(key);
			this.parties.put(key, party);
		}
		return party;
	}

	/** Those who are left go on waiting. */
	private void stay(Party party) {
		if (!party.isEmpty()) {
			this.queue.add(party);
			return;
		}
		MergeKey key = party.key();
		if (key != null && key.part() != 0) {
			this.parties.remove(key);
		}
	}

}
