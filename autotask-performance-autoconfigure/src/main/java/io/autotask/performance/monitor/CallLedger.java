package io.autotask.performance.monitor;

import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallEvent.NotSentReason;

/**
 * The account of all calls. Each event moves calls from one column to another, so the
 * identity {@code total + retries + background = upstream + saved + not sent + waiting}
 * holds in every snapshot, also in the middle of traffic. Guarded by the monitor of this
 * object, which is held for a few additions.
 */
final class CallLedger {

	private long total;

	private long waiting;

	private long upstream;

	private long retries;

	private long background;

	private long savedByCache;

	private long savedBySharing;

	private long savedByBatching;

	private long refused;

	private long cancelled;

	private long circuitOpen;

	private long failed;

	synchronized void enter(CallEvent event) {
		if (event instanceof CallEvent.Arrived arrived) {
			arrived(arrived.call().options().background());
		}
		else if (event instanceof CallEvent.Recalled recalled) {
			recalled(recalled.count());
		}
		else if (event instanceof CallEvent.Shared shared) {
			this.waiting -= shared.count();
			this.savedBySharing += shared.count();
		}
		else if (event instanceof CallEvent.Unshared) {
			this.waiting++;
			this.savedBySharing--;
		}
		else if (event instanceof CallEvent.Unrecalled) {
			recalled(-1);
		}
		else if (event instanceof CallEvent.Batched batched) {
			this.waiting -= batched.count();
			this.savedByBatching += batched.count();
		}
		else if (event instanceof CallEvent.Unbatched) {
			this.waiting++;
			this.savedByBatching--;
		}
		else if (event instanceof CallEvent.Departed) {
			this.waiting--;
			this.upstream++;
		}
		else if (event instanceof CallEvent.RetryPlanned) {
			this.retries++;
			this.waiting++;
		}
		else if (event instanceof CallEvent.NotSent notSent) {
			this.waiting -= notSent.count();
			add(notSent.end(), notSent.count());
		}
	}

	synchronized void arrived(boolean behind) {
		this.total += behind ? 0 : 1;
		this.background += behind ? 1 : 0;
		this.waiting++;
	}

	synchronized void recalled(int count) {
		this.waiting -= count;
		this.savedByCache += count;
	}

	private void add(NotSentReason reason, int count) {
		switch (reason) {
			case REFUSED -> this.refused += count;
			case CIRCUIT_OPEN -> this.circuitOpen += count;
			case CANCELLED -> this.cancelled += count;
			case FAILED -> this.failed += count;
		}
	}

	synchronized LedgerSnapshot snapshot() {
		return new LedgerSnapshot(this.total, this.waiting, this.upstream, this.retries, this.background,
				this.savedByCache, this.savedBySharing, this.savedByBatching, this.refused, this.cancelled,
				this.circuitOpen, this.failed);
	}

}
