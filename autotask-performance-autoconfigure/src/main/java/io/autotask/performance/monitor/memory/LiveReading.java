package io.autotask.performance.monitor.memory;

import org.jspecify.annotations.Nullable;

/**
 * What lives now, and what there was to do since the last reading.
 *
 * @param nanos the time
 * @param heap bytes that the last collection of the old part of the heap left, less what
 * is known to be held on purpose, or null when it is not known
 * @param buffers bytes in buffers outside of the heap, or null when it is not known
 * @param cpuUsage how busy the process was, in any measure
 * @param throughput how many calls there were, in any measure
 */
public record LiveReading(long nanos, @Nullable Double heap, @Nullable Double buffers, double cpuUsage,
		double throughput) {

}
