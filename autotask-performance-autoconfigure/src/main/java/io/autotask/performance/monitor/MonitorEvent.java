package io.autotask.performance.monitor;

/**
 * What the monitor tells. Told on the monitor's own thread, one after another, so a
 * listener that takes its time delays others and the next sample, but no call.
 */
public sealed interface MonitorEvent
		permits MetricsEvent, RequestEvent, PerformanceAlertEvent, MemoryLeakDetectedEvent, ProfileEvent {

}
