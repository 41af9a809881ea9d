package io.autotask.performance.optimizer.dispatch;

/**
 * Knows whether anything was written, from here, since a moment. Thread-safe.
 */
final class WriteWatch {

	/** Something is being written right now. */
	static final long NOT_QUIET = -1;

	private long changes;

	private int open;

	synchronized void begin() {
		this.open++;
		this.changes++;
	}

	synchronized void end() {
		this.open--;
		this.changes++;
	}

	/**
	 * This moment.
	 * @return a mark for {@link #isQuietSince}, or {@link #NOT_QUIET}
	 */
	synchronized long mark() {
		return (this.open == 0) ? this.changes : NOT_QUIET;
	}

	boolean isQuietSince(long mark) {
		return mark != NOT_QUIET && mark() == mark;
	}

}
