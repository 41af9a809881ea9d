package io.autotask.performance.benchmark.statistics;

/**
 * A figure that is compared between runs, and what it takes to call a change one. The
 * 95th percentile decides; for all others less than one false alarm in a thousand is
 * accepted, so that together they add little to its own.
 */
public enum Figure {

	/** What 95 % of the calls stay below, in milliseconds. */
	P95("p95", "p95", false, false, 0.01, 0.03),

	/** What half of the calls stay below, in milliseconds. */
	P50("p50", "p50", false, false, 0.001, 0.10),

	/** What 99 % of the calls stay below, in milliseconds. */
	P99("p99", "p99", false, false, 0.001, 0.10),

	/** What half of the calls that went out took, in milliseconds. */
	NETWORK_P50("networkP50", "network p50", false, false, 0.001, 0.10),

	/**
	 * What a tenth of the calls that went out stayed below, in milliseconds: a busy
	 * machine makes the slow ones slower, and leaves the fastest as they are.
	 */
	NETWORK_P10("networkP10", "network p10", false, false, 0.001, 0.50),

	/** Calls per second, where the answers set the pace. */
	THROUGHPUT("requestsPerSecond", "requests per second", true, false, 0.001, 0.10),

	/** Requests that Autotask saw, per call. */
	UPSTREAM("upstream", "requests to Autotask per call", false, false, 0.001, 0.03),

	/** Calls that failed, in percent: a change is a difference of percentages. */
	ERROR_RATE("errorRate", "error rate", false, true, 0.001, 0.5),

	/** The most heap in use, in bytes. */
	HEAP("peakHeap", "peak heap", false, false, 0.001, 0.25);

	private final String key;

	private final String title;

	private final boolean higherIsBetter;

	private final boolean absolute;

	private final double risk;

	private final double leastChange;

	Figure(String key, String title, boolean higherIsBetter, boolean absolute, double risk, double leastChange) {
		this.key = key;
		this.title = title;
		this.higherIsBetter = higherIsBetter;
		this.absolute = absolute;
		this.risk = risk;
		this.leastChange = leastChange;
	}

	/**
	 * The figure in files and thresholds.
	 * @return for example {@code p95}
	 */
	public String key() {
		return this.key;
	}

	/**
	 * The figure for people.
	 * @return for example {@code p95}
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Whether more is better.
	 * @return true for throughput
	 */
	public boolean higherIsBetter() {
		return this.higherIsBetter;
	}

	/**
	 * Whether it is a matter of time, so that it means nothing on another machine.
	 * @return false for counts
	 */
	public boolean dependsOnTheMachine() {
		return this != UPSTREAM && this != ERROR_RATE;
	}

	/**
	 * Whether it means something though the machine was busy with other things.
	 * @return true for counts, and for the fastest calls
	 */
	public boolean standsNoise() {
		return !dependsOnTheMachine() || this == NETWORK_P10;
	}

	boolean absolute() {
		return this.absolute;
	}

	double risk() {
		return this.risk;
	}

	double leastChange() {
		return this.leastChange;
	}

}
