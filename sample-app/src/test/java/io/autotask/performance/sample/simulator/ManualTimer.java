package io.autotask.performance.sample.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** A timer whose time a test lets pass. Unlike Reactor's it tells how many wait. */
final class ManualTimer implements Scheduler {

	private final List<Task> waiting = new ArrayList<>();

	private long nanos;

	/** How many tasks wait for their time. */
	synchronized int waiting() {
		this.waiting.removeIf((task) -> task.handle.isDisposed());
		return this.waiting.size();
	}

	/** Lets time pass and runs what is due, in order. */
	void pass(Duration duration) {
		long end = advance(0) + duration.toNanos();
		for (Task due = take(end); due != null; due = take(end)) {
			due.work.run();
		}
		advance(end);
	}

	/** How much time has passed. */
	Duration passed() {
		return Duration.ofNanos(advance(0));
	}

	@Override
	public synchronized Disposable schedule(Runnable work, long delay, TimeUnit unit) {
		Task task = new Task(this.nanos + unit.toNanos(delay), work, Disposables.swap());
		this.waiting.add(task);
		return task.handle;
	}

	@Override
	public Disposable schedule(Runnable work) {
		return schedule(work, 0, TimeUnit.NANOSECONDS);
	}

	@Override
	public Worker createWorker() {
		throw new UnsupportedOperationException();
	}

	@Override
	public long now(TimeUnit unit) {
		return unit.convert(passed());
	}

	private synchronized Task take(long end) {
		Task due = this.waiting.stream()
			.filter((task) -> task.at <= end && !task.handle.isDisposed())
			.min(Comparator.comparingLong((task) -> task.at))
			.orElse(null);
		if (due != null) {
			this.waiting.remove(due);
			this.nanos = Math.max(this.nanos, due.at);
		}
		return due;
	}

	private synchronized long advance(long to) {
		this.nanos = Math.max(this.nanos, to);
		return this.nanos;
	}

	/** Something to do at a time. */
	private record Task(long at, Runnable work, Disposable.Swap handle) {

	}

}
