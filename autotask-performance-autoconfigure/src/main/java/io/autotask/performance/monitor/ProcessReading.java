package io.autotask.performance.monitor;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

import org.jspecify.annotations.Nullable;

/**
 * What the virtual machine says of itself at one moment.
 *
 * @param heapUsed bytes of heap in use, garbage included
 * @param heapMax bytes that it may grow to, or null for no limit
 * @param heapLive bytes that the last collection of the old part left, or null when there
 * was none
 * @param cpuNanos processor time of the process since its start, or null when it is not
 * told
 * @param processors processors that the process may use
 * @param gcPauses pauses for collections since the start
 * @param gcMillis how long they took together
 * @param directMemory bytes in direct buffers of the JDK, or null when it is not told
 * @param nettyMemory bytes that Netty's default allocator holds outside of the heap, or
 * null when there is none
 * @param threads live threads
 */
record ProcessReading(long heapUsed, @Nullable Long heapMax, @Nullable Long heapLive, @Nullable Long cpuNanos,
		int processors, long gcPauses, long gcMillis, @Nullable Long directMemory, @Nullable Long nettyMemory,
		int threads) {

	static ProcessReading now() {
		MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
		long pauses = 0;
		long millis = 0;
		for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
			if (pauses(collector.getName())) {
				pauses += Math.max(0, collector.getCollectionCount());
				millis += Math.max(0, collector.getCollectionTime());
			}
		}
		return new ProcessReading(heap.getUsed(), (heap.getMax() >= 0) ? heap.getMax() : null, LiveHeap.bytes(),
				cpuTime(), Runtime.getRuntime().availableProcessors(), pauses, millis, directBuffers(),
				NettyMemory.bytes(), ManagementFactory.getThreadMXBean().getThreadCount());
	}

	/** The others tell of cycles that run beside the application. */
	private static boolean pauses(String collector) {
		return !collector.contains("Cycles") && !collector.contains("Concurrent");
	}

	private static @Nullable Long cpuTime() {
		if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
			long nanos = system.getProcessCpuTime();
			return (nanos >= 0) ? nanos : null;
		}
		return null;
	}

	private static @Nullable Long directBuffers() {
		return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.map(BufferPoolMXBean::getMemoryUsed)
			.filter((bytes) -> bytes >= 0)
			.findFirst()
			.orElse(null);
	}

}
