package io.autotask.performance.benchmark.measure;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

import org.jspecify.annotations.Nullable;

/**
 * How a process and its machine are.
 *
 * @param heapUsed heap in use, in bytes
 * @param heapCommitted heap that the system has given, in bytes
 * @param collections garbage collections since the start of the process
 * @param collecting how long they took, in milliseconds
 * @param cpu percent of all cores that this process uses, or null when not known
 * @param systemCpu percent of all cores that all processes use, or null when not known
 * @param threads threads of this process
 */
public record Vitals(long heapUsed, long heapCommitted, long collections, long collecting, @Nullable Double cpu,
		@Nullable Double systemCpu, int threads) {

	/**
	 * How this process is now.
	 * @return the vitals
	 */
	public static Vitals now() {
		MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
		long collections = 0;
		long collecting = 0;
		for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
			// Concurrent phases stop nobody.
			if (!collector.getName().contains("Concurrent") && !collector.getName().contains("Cycles")) {
				collections += Math.max(0, collector.getCollectionCount());
				collecting += Math.max(0, collector.getCollectionTime());
			}
		}
		Double cpu = null;
		Double systemCpu = null;
		if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
			cpu = percent(system.getProcessCpuLoad());
			systemCpu = percent(system.getCpuLoad());
		}
		return new Vitals(heap.getUsed(), heap.getCommitted(), collections, collecting, cpu, systemCpu,
				ManagementFactory.getThreadMXBean().getThreadCount());
	}

	private static @Nullable Double percent(double share) {
		return (share >= 0) ? (Double) (100 * share) : null;
	}

}
