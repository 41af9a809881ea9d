package io.autotask.performance.cache;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Whether an answer in memory may be given, as a pure function of the times.
 */
sealed interface Freshness {

	/**
	 * Decides.
	 * @param age how old the answer is, in nanoseconds
	 * @param ttl how long it stays fresh, in nanoseconds
	 * @param maxAge the oldest answer that the caller takes, or null for no bound
	 */
	static Freshness decide(long age, long ttl, @Nullable Duration maxAge) {
		if (age >= ttl) {
			return new Expired();
		}
		if (maxAge != null && Duration.ofNanos(age).compareTo(maxAge) > 0) {
			return new TooOldForCaller();
		}
		return new Fresh(Duration.ofNanos(age), Duration.ofNanos(ttl - age));
	}

	/**
	 * May be given.
	 *
	 * @param age how old it is
	 * @param left how long it stays fresh
	 */
	record Fresh(Duration age, Duration left) implements Freshness {

	}

	/** Its time is up. */
	record Expired() implements Freshness {

	}

	/** Others may have it; this caller asked for a younger one. */
	record TooOldForCaller() implements Freshness {

	}

}
