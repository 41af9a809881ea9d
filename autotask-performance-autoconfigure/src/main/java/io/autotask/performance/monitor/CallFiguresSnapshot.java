package io.autotask.performance.monitor;

import org.jspecify.annotations.Nullable;

/**
 * How calls ended, how long they took and what they brought.
 *
 * @param successes answers below 400
 * @param failures answers of 400 and above, and exceptions
 * @param cancellations callers that went away
 * @param bytes the sizes of the bodies
 * @param latency how long the others took
 */
public record CallFiguresSnapshot(long successes, long failures, long cancellations, long bytes,
		LatencySnapshot latency) {

	/**
	 * Calls that ended.
	 * @return the number, however they ended
	 */
	public long total() {
		return this.successes + this.failures + this.cancellations;
	}

	/**
	 * How many of the calls that were answered failed.
	 * @return percent from 0 to 100, or null when there was none
	 */
	public @Nullable Double errorRate() {
		long answered = this.successes + this.failures;
		return (answered > 0) ? 100.0 * this.failures / answered : null;
	}

}
