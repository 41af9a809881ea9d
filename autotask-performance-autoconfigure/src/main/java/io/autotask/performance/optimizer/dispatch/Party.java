package io.autotask.performance.optimizer.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Calls that wait for a slot of one endpoint and may leave together, or a call that
 * leaves alone. Not thread-safe: guarded by the monitor of the {@link SlotQueue}.
 */
final class Party implements Comparable<Party> {

	private final @Nullable MergeKey key;

	private final TreeSet<Ticket> waiting = new TreeSet<>(Ticket.BY_URGENCY);

	private final Pace pace = new Pace();

	/**
	 * A party of nobody.
	 * @param key what its members have in common, or null for a call that leaves alone
	 */
	Party(@Nullable MergeKey key) {
		this.key = key;
	}

	@Nullable MergeKey key() {
		return this.key;
	}

	void add(Ticket ticket) {
		this.waiting.add(ticket);
	}

	boolean remove(Ticket ticket) {
		boolean removed = this.waiting.remove(ticket);
		if (this.waiting.isEmpty()) {
			this.pace.clear();
		}
		return removed;
	}

	boolean isEmpty() {
		return this.waiting.isEmpty();
	}

	int size() {
		return this.waiting.size();
	}

	/**
	 * The most urgent one. There is one.
	 */
	Ticket first() {
		return this.waiting.first();
	}

	List<Ticket> members() {
		return List.copyOf(this.waiting);
	}

	/**
	 * Takes out the most urgent ones, who leave now.
	 */
	List<Ticket> leave(int count, long now) {
		List<Ticket> leaving = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			Ticket first = this.waiting.pollFirst();
			if (first == null) {
				break;
			}
			leaving.add(first);
		}
		this.pace.left(now);
		return leaving;
	}

	Pace pace() {
		return this.pace;
	}

	/** The one that is due first; for parties that are not empty. */
	@Override
	public int compareTo(Party other) {
		return (this == other) ? 0 : first().compareTo(other.first());
	}

}
