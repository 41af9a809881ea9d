package io.autotask.performance.benchmark;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The threads of one run.
 *
 * @param pacer wakes up when calls are due
 * @param clock looks at the machine
 * @param workers make the calls
 * @param closing ends them
 */
record Threads(Scheduler pacer, Scheduler clock, Scheduler workers, Runnable closing) {

	static Threads start() {
		Scheduler pacer = Schedulers.newSingle("autotask-benchmark-pacer", true);
		// It looks at the machine, which may take a lock of the JVM.
		Scheduler clock = Schedulers.newSingle(Threads::mayBlock);
		Scheduler workers = Schedulers.newParallel("autotask-benchmark-worker",
				Math.max(2, Runtime.getRuntime().availableProcessors()), true);
		return new Threads(pacer, clock, workers, () -> {
			pacer.dispose();
			clock.dispose();
			workers.dispose();
		});
	}

	private static Thread mayBlock(Runnable work) {
		Thread thread = new Thread(work, "autotask-benchmark-clock");
		thread.setDaemon(true);
		return thread;
	}

	void close() {
		this.closing.run();
	}

}
