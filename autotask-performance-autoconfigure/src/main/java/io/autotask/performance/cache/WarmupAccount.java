package io.autotask.performance.cache;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * One strategy and what became of it. State is guarded by the monitor of this object.
 */
final class WarmupAccount {

	private final WarmupStrategy original;

	private final Disposable.Swap timer = Disposables.swap();

	private WarmupStrategy strategy;

	private long runs;

	private @Nullable Long rows;

	private long failures;

	private @Nullable String lastFailure;

	private @Nullable Instant lastRun;

	private @Nullable Duration took;

	WarmupAccount(WarmupStrategy strategy) {
		this.original = strategy;
		this.strategy = strategy;
	}

	/**
	 * As it was added, before anybody tuned it.
	 */
	WarmupStrategy original() {
		return this.original;
	}

	Disposable.Swap timer() {
		return this.timer;
	}

	synchronized WarmupStrategy strategy() {
		return this.strategy;
	}

	synchronized void tuned(WarmupStrategy tuned) {
		this.strategy = tuned;
	}

	synchronized void failed(Throwable failure) {
		this.failures++;
		// Not its message, which may hold the words of a row.
		this.lastFailure = failure.getClass().getSimpleName();
	}

	synchronized void ran(Instant began, Duration duration, long read) {
		this.runs++;
		this.lastRun = began;
		this.took = duration;
		this.rows = read;
	}

	synchronized WarmingSnapshot.Strategy snapshot(Duration common) {
		WarmupStrategy now = this.strategy;
		Duration interval = (now.interval() != null) ? now.interval() : common;
		return new WarmingSnapshot.Strategy(now.id(), now.priority(), (now.cron() != null) ? null : interval,
				now.cron(), this.runs, this.rows, this.failures, this.lastFailure, this.lastRun, this.took);
	}

}
