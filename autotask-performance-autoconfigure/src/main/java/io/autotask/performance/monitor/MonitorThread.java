package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.autotask.performance.call.OwnFailures;

/**
 * The one thread of the monitor, {@code autotask-monitor}: takes samples, and tells
 * events. It is made at the start and ends at the stop.
 */
final class MonitorThread {

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "autotask-monitor");
		thread.setDaemon(true);
		return thread;
	});

	private final OwnFailures failures;

	MonitorThread(OwnFailures failures) {
		this.failures = failures;
		// What is told at the stop is told to nobody.
		this.executor.setRejectedExecutionHandler((task, stopped) -> {
		});
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	ScheduledExecutorService executor() {
		return this.executor;
	}

	void every(Duration interval, Runnable task) {
		this.executor.scheduleAtFixedRate(() -> {
			try {
				task.run();
			}
			catch (RuntimeException ex) {
				this.failures.record("A sample of the monitor was not taken", ex);
			}
		}, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
	}

	void stop() {
		this.executor.shutdownNow();
	}

}
