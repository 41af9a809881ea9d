package io.autotask.performance.monitor;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

import org.jspecify.annotations.Nullable;

/**
 * What lives in the heap, as the last collection of its old part left it. This is the
 * quiet series: what young collections leave is live data and garbage that they did not
 * look at.
 */
final class LiveHeap {

	/** What the old part is called by Serial, Parallel, G1, ZGC and Shenandoah. */
	private static final String[] OLD_PARTS = { "Tenured Gen", "Old Gen", "Old Generation", "ZHeap", "Shenandoah" };

	private LiveHeap() {
	}

	/**
	 * The bytes that live.
	 * @return the number, or null when there was no collection yet, or the collector does
	 * not tell
	 */
	static @Nullable Long bytes() {
		for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
			if (pool.getType() == MemoryType.HEAP && isOld(pool.getName())) {
				MemoryUsage usage = pool.getCollectionUsage();
				return (usage != null && usage.getUsed() > 0) ? usage.getUsed() : null;
			}
		}
		return null;
	}

	private static boolean isOld(String pool) {
		for (String name : OLD_PARTS) {
			if (pool.endsWith(name)) {
				return true;
			}
		}
		return false;
	}

}
