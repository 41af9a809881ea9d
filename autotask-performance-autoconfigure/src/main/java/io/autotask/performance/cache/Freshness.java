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
	 * @param ttl how long it stays fresh, in nanoseconds; zero for not at all, whatever
	 * the grace
	 * @param grace how long after that it may be given for some other reason, in
	 * nanoseconds
	 * @param maxAge the oldest answer that the caller takes, or null for no bound
	 */
	static Freshness decide(long age, long ttl, long grace, @Nullable Duration maxAge) {
		if (ttl <= 0 || (age >= ttl && age - ttl >= grace)) {
			return new Expired();
		}
		if (maxAge != null && Duration.ofNanos(age).compareTo(maxAge) > 0) {
			return new TooOldForCaller();
		}
		return (age < ttl) ? new Fresh(Duration.ofNanos(age), Duration.ofNanos(ttl - age))
				: new Stale(Duration.ofNanos(age), Duration.ofNanos(age - ttl));
	}

	/**
	 * Whether a fresh answer is asked for again before its time is up, so that nobody has
	 * to wait then: the likelier, the sooner its time is up and the longer it takes to
	 * ask, which on average is once for an answer that is read often and never for one
	 * that is not (XFetch: A. Vattani, F. Chierichetti, K. Lowenstein, "Optimal
	 * Probabilistic Cache Stampede Prevention", VLDB 2015).
	 * @param left how long it stays fresh, in nanoseconds
	 * @param cost how long it took to ask, in nanoseconds
	 * @param random a number from 0 to 1
	 */
	static boolean isDueEarly(long left, long cost, double random) {
		return left <= cost * -Math.log(Math.max(random, Double.MIN_NORMAL));
	}

	/**
	 * May be given.
	 *
	 * @param age how old it is
	 * @param left how long it stays fresh
	 */
	record Fresh(Duration age, Duration left) implements Freshness {

	}

	/**
	 * May be given all the same.
	 *
	 * @param age how old it is
	 * @param overdue since when it is not fresh
	 */
	record Stale(Duration age, Duration overdue) implements Freshness {

	}

	/** Its time is up. */
	record Expired() implements Freshness {

	}

	/** Others may have it; this caller asked for a younger one. */
	record TooOldForCaller() implements Freshness {

	}

}
