package io.autotask.performance.autoconfigure;

import io.autotask.performance.monitor.PerformanceMonitor;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the monitor with the application and ends its thread with it.
 */
final class MonitorLifecycle implements SmartLifecycle {

	private final PerformanceMonitor monitor;

	private final boolean enabled;

	MonitorLifecycle(PerformanceMonitor monitor, boolean enabled) {
		this.monitor = monitor;
		this.enabled = enabled;
	}

	@Override
	public boolean isAutoStartup() {
		return this.enabled;
	}

	@Override
	public void start() {
		this.monitor.start();
	}

	@Override
	public void stop() {
		this.monitor.stop();
	}

	@Override
	public boolean isRunning() {
		return this.monitor.isRunning();
	}

}
