package io.autotask.performance.sample.bench;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Reactor's schedulers, on which every wait is shorter by a factor. Installed for the
 * whole process, before anything waits.
 */
final class FastSchedulers implements Schedulers.Factory {

	private final int factor;

	private FastSchedulers(int factor) {
		this.factor = factor;
	}

	static void install(int factor) {
		if (factor > 1) {
			Schedulers.setFactory(new FastSchedulers(factor));
		}
	}

	@Override
	public Scheduler newParallel(int parallelism, ThreadFactory threads) {
		return new Fast(Schedulers.Factory.super.newParallel(parallelism, threads), this.factor);
	}

	@Override
	public Scheduler newSingle(ThreadFactory threads) {
		return new Fast(Schedulers.Factory.super.newSingle(threads), this.factor);
	}

	@Override
	public Scheduler newBoundedElastic(int threadCap, int taskCap, ThreadFactory threads, int ttlSeconds) {
		return new Fast(Schedulers.Factory.super.newBoundedElastic(threadCap, taskCap, threads, ttlSeconds),
				this.factor);
	}

	/** A scheduler on which waits are shorter. */
	private record Fast(Scheduler real, int factor) implements Scheduler {

		@Override
		public Disposable schedule(Runnable task) {
			return this.real.schedule(task);
		}

		@Override
		public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
			return this.real.schedule(task, unit.toNanos(delay) / this.factor, TimeUnit.NANOSECONDS);
		}

		@Override
		public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
			return this.real.schedulePeriodically(task, unit.toNanos(initialDelay) / this.factor,
					unit.toNanos(period) / this.factor, TimeUnit.NANOSECONDS);
		}

		@Override
		public Worker createWorker() {
			return new FastWorker(this.real.createWorker(), this.factor);
		}

		@Override
		public void init() {
			this.real.init();
		}

		@Override
		public void dispose() {
			this.real.dispose();
		}

		@Override
		public boolean isDisposed() {
			return this.real.isDisposed();
		}

	}

	/** A worker on which waits are shorter. */
	private record FastWorker(Scheduler.Worker real, int factor) implements Scheduler.Worker {

		@Override
		public Disposable schedule(Runnable task) {
			return this.real.schedule(task);
		}

		@Override
		public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
			return this.real.schedule(task, unit.toNanos(delay) / this.factor, TimeUnit.NANOSECONDS);
		}

		@Override
		public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
			return this.real.schedulePeriodically(task, unit.toNanos(initialDelay) / this.factor,
					unit.toNanos(period) / this.factor, TimeUnit.NANOSECONDS);
		}

		@Override
		public void dispose() {
			this.real.dispose();
		}

		@Override
		public boolean isDisposed() {
			return this.real.isDisposed();
		}

	}

}
