package io.autotask.performance.call;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * In which phase an exchange is. One that is answered by another one goes through the
 * phases of that one. Guarded by the monitor of this object; whoever follows is told
 * under it, so that phases come in order, and the monitors of those who carry come before
 * those of the carried.
 */
public final class Progress {

	private Phase phase = Phase.CACHE;

	private @Nullable PhaseWatcher watcher;

	private @Nullable List<Progress> carried;

	/**
	 * The exchange goes on to a phase.
	 * @param phase the phase
	 */
	public synchronized void enter(Phase phase) {
		this.phase = phase;
		if (this.watcher != null) {
			this.watcher.entered(phase);
		}
		if (this.carried != null) {
			this.carried.forEach((other) -> other.enter(phase));
		}
	}

	/**
	 * It is the caller's turn.
	 */
	public synchronized void leave() {
		if (this.watcher != null) {
			this.watcher.left();
		}
	}

	/**
	 * Tells each phase from now on.
	 * @param watcher who is told
	 */
	public synchronized void watch(PhaseWatcher watcher) {
		this.watcher = watcher;
	}

	/**
	 * Whether somebody wants to know.
	 * @return true when phases are told
	 */
	public synchronized boolean isWatched() {
		return this.watcher != null || this.carried != null;
	}

	/**
	 * Another one goes through the same phases from now on. Does nothing when nobody
	 * wants to know of them.
	 * @param other the progress of the exchange that is answered by this one
	 */
	public synchronized void carry(Progress other) {
		if (!other.isWatched()) {
			return;
		}
		List<Progress> all = (this.carried != null) ? this.carried : new ArrayList<>();
		this.carried = all;
		all.add(other);
		other.enter(this.phase);
	}

	/**
	 * Another one goes on by itself.
	 * @param other the progress of that exchange
	 */
	public synchronized void drop(Progress other) {
		if (this.carried != null) {
			this.carried.remove(other);
		}
	}

}
