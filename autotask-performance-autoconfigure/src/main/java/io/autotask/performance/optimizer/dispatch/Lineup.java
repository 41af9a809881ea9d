package io.autotask.performance.optimizer.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/**
 * Parties that wait for a slot of one endpoint, the most urgent first. Of four slots, one
 * goes to whoever has waited for longer than its lane may be overtaken, so that nobody
 * starves, and that however many wait like that, it is one of four. Not thread-safe:
 * guarded by the monitor of the {@link SlotQueue}. A party may not change while it is in
 * here.
 */
final class Lineup implements Iterable<Party> {

	private static final int SHARE = 4;

	private final TreeSet<Party> byUrgency = new TreeSet<>(Comparator.comparing(Party::first, Ticket.BY_URGENCY));

	private final TreeSet<Party> byDue = new TreeSet<>();

	private int left;

	void add(Party party) {
		this.byUrgency.add(party);
		this.byDue.add(party);
	}

	void remove(Party party) {
		if (!party.isEmpty()) {
			this.byUrgency.remove(party);
			this.byDue.remove(party);
		}
	}

	/**
	 * A party, or a part of it, leaves.
	 */
	void leaves(Party party) {
		remove(party);
		this.left = (this.left + 1) % SHARE;
	}

	/**
	 * Those who go before the others now.
	 * @return those who have waited too long, the longest first; nobody when it is the
	 * turn of the most urgent
	 */
	List<Party> overdue(long now) {
		if (this.left != SHARE - 1) {
			return List.of();
		}
		List<Party> overdue = new ArrayList<>();
		for (Party party : this.byDue) {
			if (party.first().due() - now > 0) {
				break;
			}
			overdue.add(party);
		}
		return overdue;
	}

	/**
	 * How many are more urgent.
	 */
	int before(Party party) {
		return this.byUrgency.headSet(party).size();
	}

	boolean isEmpty() {
		return this.byUrgency.isEmpty();
	}

	@Override
	public Iterator<Party> iterator() {
		return this.byUrgency.iterator();
	}

}
