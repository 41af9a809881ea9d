package io.autotask.performance.monitor.alert;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What is allowed. Immutable.
 *
 * @param maxResponseTime how long 95 of 100 calls may take
 * @param maxErrorRate how many calls may fail, in percent
 * @param maxCpuUsage how much of all processors the process may use, in percent
 * @param minThroughput how many calls per second there have to be, or null for any number
 * @param minPoolEfficiency how often a connection has to be one that was used before, in
 * percent
 * @param memoryWarning how many bytes may live in the heap
 */
public record AlertThresholds(Duration maxResponseTime, double maxErrorRate, double maxCpuUsage,
		@Nullable Double minThroughput, double minPoolEfficiency, long memoryWarning) {

	/** Autotask answers more slowly from here on. */
	private static final double MAX_BUDGET = 75;

	private static final double MAX_QUEUE = 50;

	private static final double BURST = 50;

	private static final double NANOS_PER_MILLI = 1_000_000;

	/**
	 * What is allowed when nothing is said.
	 * @return 2 s, 5 % errors, 80 % processor, any throughput, 70 % reuse, 512 MB
	 */
	public static AlertThresholds defaults() {
		return new AlertThresholds(Duration.ofSeconds(2), 5, 80, null, 70, 512L * 1024 * 1024);
	}

	/**
	 * What is allowed, in the unit of the type.
	 * @return the threshold, or null when anything is
	 */
	@Nullable Double of(AlertType type) {
		return switch (type) {
			case LATENCY -> this.maxResponseTime.toNanos() / NANOS_PER_MILLI;
			case ERROR_RATE -> this.maxErrorRate;
			case ERROR_BURST -> BURST;
			case CPU -> this.maxCpuUsage;
			case MEMORY -> (double) this.memoryWarning;
			case MEMORY_LEAK -> 0.0;
			case THROUGHPUT -> this.minThroughput;
			case POOL_EFFICIENCY -> this.minPoolEfficiency;
			case BUDGET -> MAX_BUDGET;
			case QUEUE -> MAX_QUEUE;
			case CIRCUIT -> 0.0;
		};
	}

}
