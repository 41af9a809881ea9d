package io.autotask.performance.insight.replay;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;

/**
 * The slots and the queue of an entity, as a replay has them.
 */
final class ReplayLane {

	private final int slots;

	private final List<Queued> queue = new LinkedList<>();

	private int busy;

	ReplayLane(int slots) {
		this.slots = slots;
	}

	void add(ReplayJob job, boolean mergeable, long readyAt) {
		this.queue.add(new Queued(job, mergeable, readyAt));
	}

	void free() {
		this.busy--;
	}

	/**
	 * What leaves now.
	 * @param most how many reads by id leave as one query at most
	 * @return several only when they leave together; none when all slots are taken or
	 * nobody is ready
	 */
	List<ReplayJob> next(long now, int most) {
		List<ReplayJob> leaving = new ArrayList<>();
		if (this.busy >= this.slots) {
			return leaving;
		}
		Queued first = this.queue.stream().filter((queued) -> queued.readyAt() - now <= 0).findFirst().orElse(null);
		if (first == null) {
			return leaving;
		}
		this.queue.remove(first);
		leaving.add(first.job());
		Iterator<Queued> others = this.queue.iterator();
		while (first.mergeable() && others.hasNext() && leaving.size() < most) {
			Queued other = others.next();
			if (other.mergeable() && other.job().call().group() == first.job().call().group()) {
				leaving.add(other.job());
				others.remove();
			}
		}
		this.busy++;
		return leaving;
	}

	/**
	 * One that waits.
	 *
	 * @param job who
	 * @param mergeable whether it may leave with others
	 * @param readyAt when it is no longer held
	 */
	private record Queued(ReplayJob job, boolean mergeable, long readyAt) {

	}

}
