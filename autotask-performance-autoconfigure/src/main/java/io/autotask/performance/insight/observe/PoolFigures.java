package io.autotask.performance.insight.observe;

import org.jspecify.annotations.Nullable;

/**
 * Connections, over all hosts.
 *
 * @param active connections in use
 * @param idle open connections that are not in use
 * @param pending requests that wait for one
 * @param uses requests that got one
 * @param acquireTime how long they waited for it on average, in milliseconds, or null
 */
public record PoolFigures(long active, long idle, long pending, long uses, @Nullable Double acquireTime) {

}
