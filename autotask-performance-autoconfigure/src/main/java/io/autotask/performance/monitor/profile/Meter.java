package io.autotask.performance.monitor.profile;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Reads what the process and the current thread have used so far, and says what it is
 * when that is done again.
 */
final class Meter {

	private static final com.sun.management.@Nullable ThreadMXBean THREADS = threads();

	private final Supplier<ProcessUse> process;

	private final ProcessUse before;

	private final Thread thread = Thread.currentThread();

	private final long cpuBefore = cpu();

	private final long allocatedBefore = allocated();

	Meter(Supplier<ProcessUse> process) {
		this.process = process;
		this.before = process.get();
	}

	ProfileSnapshot.Usage sinceStart() {
		ProcessUse after = this.process.get();
		boolean same = Thread.currentThread() == this.thread;
		long cpu = cpu() - this.cpuBefore;
		long allocated = allocated() - this.allocatedBefore;
		return new ProfileSnapshot.Usage(
				(after.cpuNanos() != null && this.before.cpuNanos() != null)
						? Duration.ofNanos(after.cpuNanos() - this.before.cpuNanos()) : null,
				(same && this.cpuBefore > 0) ? Duration.ofNanos(cpu) : null,
				(same && this.allocatedBefore > 0) ? allocated : null, after.gcPauses() - this.before.gcPauses(),
				Duration.ofMillis(after.gcMillis() - this.before.gcMillis()));
	}

	private static long cpu() {
		return (THREADS != null && THREADS.isCurrentThreadCpuTimeSupported()) ? THREADS.getCurrentThreadCpuTime() : -1;
	}

	private static long allocated() {
		return (THREADS != null && THREADS.isThreadAllocatedMemorySupported())
				? THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) : -1;
	}

	private static com.sun.management.@Nullable ThreadMXBean threads() {
		return (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads) ? threads
				: null;
	}

}
