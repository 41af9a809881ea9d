package io.autotask.performance.monitor;

import org.jspecify.annotations.Nullable;

/**
 * The process over a time, such as the last sample. Sizes are in bytes.
 *
 * @param heapUsed heap in use at the end of it, garbage included
 * @param heapMax how far it may grow, or null for no limit
 * @param heapLive what the last collection of the old part of the heap left, or null when
 * there was none yet or the collector does not tell
 * @param cpuUsage percent of all processors, or null when it is not known
 * @param gcPauses pauses for garbage collections
 * @param gcPauseTime how long they took together, in milliseconds
 * @param directMemory direct buffers of the JDK, or null when it is not told
 * @param nettyMemory what Netty holds outside of the heap, or null when there is no Netty
 * @param threads live threads
 */
public record ProcessSnapshot(long heapUsed, @Nullable Long heapMax, @Nullable Long heapLive, @Nullable Double cpuUsage,
		long gcPauses, long gcPauseTime, @Nullable Long directMemory, @Nullable Long nettyMemory, int threads) {

	static ProcessSnapshot between(ProcessReading before, ProcessReading after, long nanos) {
		return new ProcessSnapshot(after.heapUsed(), after.heapMax(), after.heapLive(),
				cpuUsage(before.cpuNanos(), after.cpuNanos(), (double) nanos * after.processors()),
				after.gcPauses() - before.gcPauses(), after.gcMillis() - before.gcMillis(), after.directMemory(),
				after.nettyMemory(), after.threads());
	}

	/**
	 * Two times that follow each other, as one.
	 * @param later the second one
	 * @param weight how much of the whole this one takes, from 0 to 1
	 * @return the higher of both levels, the mean of rates, the sum of counts
	 */
	ProcessSnapshot plus(ProcessSnapshot later, double weight) {
		return new ProcessSnapshot(Math.max(this.heapUsed, later.heapUsed), later.heapMax,
				(later.heapLive != null) ? later.heapLive : this.heapLive, mean(this.cpuUsage, later.cpuUsage, weight),
				this.gcPauses + later.gcPauses, this.gcPauseTime + later.gcPauseTime,
				higher(this.directMemory, later.directMemory), higher(this.nettyMemory, later.nettyMemory),
				Math.max(this.threads, later.threads));
	}

	static @Nullable Long higher(@Nullable Long one, @Nullable Long other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return Math.max(one, other);
	}

	private static @Nullable Double mean(@Nullable Double one, @Nullable Double other, double weight) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return one * weight + other * (1 - weight);
	}

	private static @Nullable Double cpuUsage(@Nullable Long before, @Nullable Long after, double available) {
		if (before == null || after == null || available <= 0) {
			return null;
		}
		return Math.min(100, 100 * (after - before) / available);
	}

}
