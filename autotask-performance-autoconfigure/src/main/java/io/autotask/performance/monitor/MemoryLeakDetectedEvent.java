package io.autotask.performance.monitor;

import java.util.List;

/**
 * Memory seems to leak: it grows steadily, on and on, and not because there is more to
 * do. Told once for each leak.
 *
 * @param growthRate by how many bytes it grows in an hour
 * @param confidence how sure that is, from 0 to 1
 * @param recommendations where to look, in sentences
 */
public record MemoryLeakDetectedEvent(double growthRate, double confidence,
		List<String> recommendations) implements MonitorEvent {

}
