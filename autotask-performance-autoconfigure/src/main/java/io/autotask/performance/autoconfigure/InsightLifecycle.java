package io.autotask.performance.autoconfigure;

import io.autotask.performance.insight.InsightThread;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the thread of insights with the application and ends it with it.
 */
final class InsightLifecycle implements SmartLifecycle {

	private final InsightThread thread;

	private final boolean enabled;

	InsightLifecycle(InsightThread thread, boolean enabled) {
		this.thread = thread;
		this.enabled = enabled;
	}

	@Override
	public boolean isAutoStartup() {
		return this.enabled;
	}

	@Override
	public void start() {
		this.thread.start();
	}

	@Override
	public void stop() {
		this.thread.stop();
	}

	@Override
	public boolean isRunning() {
		return this.thread.isRunning();
	}

}
