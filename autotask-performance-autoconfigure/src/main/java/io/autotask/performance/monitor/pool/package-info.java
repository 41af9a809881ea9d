/**
 * Connections, as Reactor Netty shows them. They belong to the application's connector,
 * which is left as it is: it is only looked at what requests are written to.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.monitor.pool;
