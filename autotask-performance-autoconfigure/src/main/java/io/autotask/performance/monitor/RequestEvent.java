package io.autotask.performance.monitor;

/**
 * A call ended. Only made when somebody listens for it; when more calls end than its
 * listeners keep up with, some are left out and counted.
 *
 * @param request the call
 */
public record RequestEvent(RequestSample request) implements MonitorEvent {

}
