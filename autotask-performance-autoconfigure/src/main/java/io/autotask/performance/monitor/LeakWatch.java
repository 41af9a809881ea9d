package io.autotask.performance.monitor;

import java.time.Duration;
import java.util.Map;

import io.autotask.performance.monitor.memory.LeakSuspicion;
import io.autotask.performance.monitor.memory.LiveReading;
import io.autotask.performance.monitor.memory.MemoryLeaks;
import org.jspecify.annotations.Nullable;

/**
 * Looks for leaks after each sample. What the starter is known to hold, such as answers
 * in its cache, is bounded, so its growth is none and is taken out. Called on the
 * monitor's thread only.
 */
final class LeakWatch {

	private final MemoryLeaks leaks;

	LeakWatch(Duration interval) {
		this.leaks = new MemoryLeaks(interval);
	}

	@Nullable LeakSuspicion look(Slice slice, Map<String, Long> known) {
		ProcessSnapshot process = slice.process();
		double held = known.values().stream().mapToLong(Long::longValue).sum();
		Double heap = (process.heapLive() != null) ? Math.max(0, process.heapLive() - held) : null;
		Double cpu = process.cpuUsage();
		Double throughput = TimelineSample.of(slice).throughput();
		return this.leaks.look(new LiveReading(slice.untilNanos(), heap, buffers(process), (cpu != null) ? cpu : 0,
				(throughput != null) ? throughput : 0));
	}

	private static @Nullable Double buffers(ProcessSnapshot process) {
		if (process.directMemory() == null && process.nettyMemory() == null) {
			return null;
		}
		return (double) ((process.directMemory() != null) ? process.directMemory() : 0)
				+ ((process.nettyMemory() != null) ? process.nettyMemory() : 0);
	}

}
