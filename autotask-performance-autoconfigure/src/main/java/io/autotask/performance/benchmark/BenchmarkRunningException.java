package io.autotask.performance.benchmark;

/**
 * A benchmark that is not begun, because another one runs.
 */
public class BenchmarkRunningException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String running;

	BenchmarkRunningException(String running) {
		super("The benchmark '" + running + "' runs. Wait for its end, or cancel it.");
		this.running = running;
	}

	/**
	 * The one that runs.
	 * @return its id
	 */
	public String running() {
		return this.running;
	}

}
