package io.autotask.performance.benchmark;

/**
 * Whether too much fails: half of the last {@value #LAST} things done. Thread-safe.
 */
final class ErrorWatch {

	static final int LAST = 50;

	private final boolean[] failed = new boolean[LAST];

	private int next;

	private int failures;

	private int seen;

	/**
	 * One more.
	 * @param failure whether it failed
	 * @return whether too much does
	 */
	synchronized boolean add(boolean failure) {
		this.failures += (failure ? 1 : 0) - (this.failed[this.next] ? 1 : 0);
		this.failed[this.next] = failure;
		this.next = (this.next + 1) % LAST;
		this.seen = Math.min(LAST, this.seen + 1);
		return this.seen == LAST && this.failures >= LAST / 2;
	}

}
