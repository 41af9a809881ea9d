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
		this.executor.scheduleAtFixedRate(() -> run(task), interval.toNanos(), interval.toNanos(),
				TimeUnit.NANOSECONDS);
	}

	void after(Duration pause, Runnable task) {
		this.executor.schedule(() -> run(task), pause.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			this.failures.record("The monitor could not do its work", ex);
		}
	}

	void stop() {
		this.executor.shutdownNow();
	}

}
