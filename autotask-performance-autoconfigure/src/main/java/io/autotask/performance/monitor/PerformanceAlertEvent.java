package io.autotask.performance.monitor;

import io.autotask.performance.monitor.alert.PerformanceAlert;

/**
 * Something is wrong, or is not any more.
 *
 * @param alert the alert; it ended when it has an {@code until}
 */
public record PerformanceAlertEvent(PerformanceAlert alert) implements MonitorEvent {

}
