package io.autotask.performance.call;

import java.time.Instant;

/**
 * The clock seam: the one place from which the code reads time. Implementations are
 * thread-safe.
 */
public interface TimeSource {

	/**
	 * Time for durations.
	 * @return nanoseconds since an arbitrary point; never goes back
	 */
	long nanos();

	/**
	 * Time for people.
	 * @return the wall clock; may jump, so never subtract two of them
	 */
	Instant instant();

	/**
	 * The clock of the machine.
	 * @return a time source over {@code System.nanoTime()} and the system's wall clock
	 */
	static TimeSource system() {
		return new TimeSource() {

			@Override
			public long nanos() {
				return System.nanoTime();
			}

			@Override
			public Instant instant() {
				return Instant.now();
			}

		};
	}

}
