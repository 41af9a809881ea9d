package io.autotask.performance.insight;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.autotask.performance.call.OwnFailures;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of insights, {@code autotask-insights}: looks again and again while the
 * application runs. It is made at the start and ends at the stop. Thread-safe.
 */
public final class InsightThread {

	private static final Duration PAUSE = Duration.ofSeconds(5);

	private final Insights insights;

	private final OwnFailures failures;

	private @Nullable ScheduledThreadPoolExecutor executor;

	/**
	 * A thread, which does not run yet.
	 * @param insights what it works for
	 * @param failures counts what breaks
	 */
	public InsightThread(Insights insights, OwnFailures failures) {
		this.insights = insights;
		this.failures = failures;
	}

	/**
	 * Begins, unless it runs.
	 */
	public synchronized void start() {
		if (this.executor == null) {
			ScheduledThreadPoolExecutor created = new ScheduledThreadPoolExecutor(1, (task) -> {
				Thread thread = new Thread(task, "autotask-insights");
				thread.setDaemon(true);
				return thread;
			});
			created.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
			created.scheduleWithFixedDelay(this::run, PAUSE.toNanos(), PAUSE.toNanos(), TimeUnit.NANOSECONDS);
			this.executor = created;
		}
	}

	/**
	 * Ends, if it runs.
	 */
	public synchronized void stop() {
		if (this.executor != null) {
			this.executor.shutdownNow();
			this.executor = null;
		}
	}

	/**
	 * Whether it runs.
	 * @return false before the start and after the stop
	 */
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

	private void run() {
		try {
			this.insights.tick();
		}
		catch (RuntimeException ex) {
			this.failures.record("Insights could not be worked out", ex);
		}
	}

}
