package io.autotask.performance.sample.simulator;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.autotask.performance.sample.simulator.limit.Slots;
import reactor.core.scheduler.Scheduler;

/**
 * The stay of one request: it ends once, however that comes about, and gives the slot
 * back then, or a while later.
 */
final class Passage {

	private final AtomicBoolean ended = new AtomicBoolean();

	private final SimulatorLedger ledger;

	private final Slots slots;

	private final Slots.Key key;

	private volatile boolean holdsSlot;

	Passage(SimulatorLedger ledger, Slots slots, Slots.Key key) {
		this.ledger = ledger;
		this.slots = slots;
		this.key = key;
	}

	/** Takes a slot if one is free. */
	boolean takeSlot() {
		this.holdsSlot = this.slots.take(this.key);
		return this.holdsSlot;
	}

	void end(Duration linger, Scheduler timer) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		this.ledger.left(this.key);
		if (this.holdsSlot) {
			release(linger, timer);
		}
	}

	private void release(Duration linger, Scheduler timer) {
		if (linger.isZero()) {
			this.slots.free(this.key);
			return;
		}
		try {
			timer.schedule(() -> this.slots.free(this.key), linger.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// The simulator is closed: there is nobody left to take the slot.
			this.slots.free(this.key);
		}
	}

}
