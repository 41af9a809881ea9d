package io.autotask.performance.monitor.pool;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The account of the connections to one host. Thread-safe. Holds the ids of connections
 * that are open, of which there are as many as the application's connectors allow.
 */
final class Pool {

	private static final double NANOS_PER_MILLI = 1_000_000;

	private final Set<Object> open = ConcurrentHashMap.newKeySet();

	private final LongAdder active = new LongAdder();

	private final LongAdder pending = new LongAdder();

	private final LongAdder opened = new LongAdder();

	private final LongAdder uses = new LongAdder();

	private final LongAdder reused = new LongAdder();

	private final LongAdder acquireNanos = new LongAdder();

	private final AtomicLong longestAcquire = new AtomicLong();

	private final LongAdder bytesIn = new LongAdder();

	private final LongAdder bytesOut = new LongAdder();

	void connecting() {
		this.pending.increment();
	}

	void notConnecting() {
		this.pending.decrement();
	}

	/**
	 * A request has a connection.
	 * @param id of the connection
	 * @param waited nanoseconds
	 * @return whether the connection was not seen before
	 */
	boolean acquired(Object id, long waited) {
		this.active.increment();
		this.uses.increment();
		this.acquireNanos.add(waited);
		this.longestAcquire.accumulateAndGet(waited, Math::max);
		boolean first = this.open.add(id);
		(first ? this.opened : this.reused).increment();
		return first;
	}

	void released() {
		this.active.decrement();
	}

	void closed(Object id) {
		this.open.remove(id);
	}

	LongAdder bytesIn() {
		return this.bytesIn;
	}

	LongAdder bytesOut() {
		return this.bytesOut;
	}

	boolean isUsed() {
		return this.uses.sum() > 0;
	}

	PoolSnapshot snapshot() {
		long used = this.uses.sum();
		long inUse = Math.max(0, this.active.sum());
		return new PoolSnapshot(inUse, Math.max(0, this.open.size() - inUse), Math.max(0, this.pending.sum()),
				this.opened.sum(), used, this.reused.sum(),
				(used > 0) ? this.acquireNanos.sum() / NANOS_PER_MILLI / used : null,
				(used > 0) ? this.longestAcquire.get() / NANOS_PER_MILLI : null, this.bytesIn.sum(),
				this.bytesOut.sum());
	}

}
