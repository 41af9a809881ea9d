package io.autotask.performance.monitor.alert;

/**
 * What can be wrong.
 */
public enum AlertType {

	/** Calls take long: 95 of 100 in the last minute, in milliseconds. */
	LATENCY("latency", true),

	/** Calls fail: percent of those that were answered in the last minute. */
	ERROR_RATE("error_rate", true),

	/** Many calls fail at once: percent of those of the last seconds. */
	ERROR_BURST("error_burst", true),

	/** The process is busy: percent of all processors in the last minute. */
	CPU("cpu", true),

	/** Much lives in the heap, in bytes. */
	MEMORY("memory", true),

	/** What lives in the heap grows on and on, in bytes per hour. */
	MEMORY_LEAK("memory_leak", true),

	/** Fewer calls are made than should be: calls per second in the last minute. */
	THROUGHPUT("throughput", false),

	/** Connections are not used again: percent of uses in the last minutes. */
	POOL_EFFICIENCY("pool_efficiency", false),

	/** The tenant's requests of the hour run out: percent of them. */
	BUDGET("budget", true),

	/** Calls queue up: percent of those that may wait. */
	QUEUE("queue", true),

	/** Autotask is left alone because it fails or hangs: how many hosts are. */
	CIRCUIT("circuit", true);

	private final String word;

	private final boolean above;

	AlertType(String word, boolean above) {
		this.word = word;
		this.above = above;
	}

	/**
	 * The name for people and JSON.
	 * @return the name in lower case, such as {@code error_rate}
	 */
	public String word() {
		return this.word;
	}

	/**
	 * Whether too much is wrong, and not too little.
	 */
	boolean above() {
		return this.above;
	}

}
