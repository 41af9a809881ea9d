package io.autotask.performance.monitor.memory;

import java.time.Duration;

/**
 * Memory that seems to leak.
 *
 * @param where {@code heap}, or {@code buffers outside of the heap}
 * @param growthRate by how many bytes it grows in an hour
 * @param confidence how sure that is, from 0 to 1
 * @param observed over what time that was seen
 */
public record LeakSuspicion(String where, double growthRate, double confidence, Duration observed) {

}
