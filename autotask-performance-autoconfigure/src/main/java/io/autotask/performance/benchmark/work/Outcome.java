package io.autotask.performance.benchmark.work;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What became of a step.
 *
 * @param servedBy how it was answered
 * @param calls calls that it took
 * @param rows rows that came
 * @param bytes the size of what came
 * @param error what kind of error it was, or null
 * @param stop why the run must not go on, or null
 */
public record Outcome(ServedBy servedBy, int calls, int rows, long bytes, @Nullable String error,
		@Nullable String stop) {

	static Outcome answered(ServedBy servedBy, int rows, long bytes) {
		return new Outcome(servedBy, 1, rows, bytes, null, null);
	}

	static Outcome failed(String error, @Nullable String stop) {
		return new Outcome(ServedBy.ERROR, 1, 0, 0, error, stop);
	}

	/**
	 * A step that was given up.
	 * @param after after how long
	 * @return the outcome
	 */
	public static Outcome timedOut(Duration after) {
		return failed("no answer within " + after.toSeconds() + " s", null);
	}

	/**
	 * Both together, answered as the one that took more.
	 */
	Outcome and(Outcome other) {
		ServedBy slower = (this.servedBy.compareTo(other.servedBy) >= 0) ? this.servedBy : other.servedBy;
		return new Outcome(slower, this.calls + other.calls, this.rows + other.rows, this.bytes + other.bytes,
				(this.error != null) ? this.error : other.error, (this.stop != null) ? this.stop : other.stop);
	}

}
