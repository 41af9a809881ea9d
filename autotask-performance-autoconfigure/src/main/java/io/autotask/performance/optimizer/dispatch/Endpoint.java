package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The slots of one endpoint and the calls that wait for them. Not thread-safe: guarded by
 * the monitor of the {@link SlotQueue} that owns it.
 */
final class Endpoint {

	/** After so long without a rejection the limit is raised by one again. */
	private static final long RECOVERY = Duration.ofMinutes(1).toNanos();

	private final int maxLimit;

	private final Map<Lane, Set<Ticket>> waiting = new EnumMap<>(Lane.class);

	private int limit;

	private int inFlight;

	private long raiseAt;

	private long granted;

	private long waitedNanos;

	Endpoint(int maxLimit) {
		this.maxLimit = maxLimit;
		this.limit = maxLimit;
		for (Lane lane : Lane.values()) {
			this.waiting.put(lane, new LinkedHashSet<>());
		}
	}

	void enqueue(Ticket ticket) {
		lane(ticket).add(ticket);
	}

	boolean remove(Ticket ticket) {
		return lane(ticket).remove(ticket);
	}

	/**
	 * Who gets the next slot, or null when there is no slot or nobody waits.
	 */
	@Nullable Ticket next(long now) {
		recover(now);
		if (this.inFlight >= this.limit) {
			return null;
		}
		Ticket next = null;
		for (Set<Ticket> lane : this.waiting.values()) {
			if (!lane.isEmpty()) {
				Ticket first = lane.iterator().next();
				next = (next == null || first.isBefore(next)) ? first : next;
			}
		}
		return next;
	}

	void grant(Ticket ticket, long now) {
		remove(ticket);
		this.inFlight++;
		this.granted++;
		this.waitedNanos += now - ticket.enteredAt();
	}

	void release() {
		this.inFlight--;
	}

	/**
	 * The API turned away a request that was sent when the limit was as given. Several of
	 * one burst lower it once.
	 */
	void lower(int limitWhenSent, long now) {
		this.limit = Math.max(1, Math.min(this.limit, limitWhenSent - 1));
		this.raiseAt = now + RECOVERY;
	}

	private void recover(long now) {
		if (this.limit < this.maxLimit && now - this.raiseAt >= 0) {
			this.limit++;
			this.raiseAt = now + RECOVERY;
		}
	}

	int limit() {
		return this.limit;
	}

	int inFlight() {
		return this.inFlight;
	}

	int waiting() {
		return this.waiting.values().stream().mapToInt(Set::size).sum();
	}

	boolean isIdle() {
		return this.inFlight == 0 && waiting() == 0 && this.limit == this.maxLimit;
	}

	long granted() {
		return this.granted;
	}

	long waitedNanos() {
		return this.waitedNanos;
	}

	private Set<Ticket> lane(Ticket ticket) {
		Set<Ticket> lane = this.waiting.get(ticket.lane());
		if (lane == null) {
			throw new IllegalStateException("There is no lane " + ticket.lane());
		}
		return lane;
	}

}
