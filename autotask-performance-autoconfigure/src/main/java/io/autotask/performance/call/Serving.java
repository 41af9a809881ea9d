package io.autotask.performance.call;

import java.time.Duration;

/**
 * How a call was served.
 *
 * @param source where the answer is from
 * @param stored whether the answer was put into the cache by this very call
 * @param age how old the data is; zero unless from the cache
 * @param ttl how long it stays fresh; zero unless from the cache, negative when stale
 */
public record Serving(Source source, boolean stored, Duration age, Duration ttl) {

	/**
	 * Served by a call of its own.
	 * @param stored whether the answer is in the cache now
	 * @return the serving
	 */
	public static Serving network(boolean stored) {
		return new Serving(Source.NETWORK, stored, Duration.ZERO, Duration.ZERO);
	}

	/**
	 * Served by the call of somebody else that was on its way.
	 * @return the serving
	 */
	public static Serving shared() {
		return new Serving(Source.SHARED, false, Duration.ZERO, Duration.ZERO);
	}

	/**
	 * Served by a query that stood for several reads by id.
	 * @return the serving
	 */
	public static Serving batched() {
		return new Serving(Source.BATCHED, false, Duration.ZERO, Duration.ZERO);
	}

	/**
	 * The same serving of an answer that was put into the cache, or was not.
	 * @param stored whether the answer is in the cache now
	 * @return the serving
	 */
	public Serving storing(boolean stored) {
		return new Serving(this.source, stored, this.age, this.ttl);
	}

	/**
	 * Served from memory.
	 * @param age how old the data is
	 * @param ttl how long it stays fresh
	 * @return the serving
	 */
	public static Serving cache(Duration age, Duration ttl) {
		return new Serving(Source.CACHE, false, age, ttl);
	}

	/**
	 * Served from memory though its time is up.
	 * @param age how old the data is
	 * @param overdue since when it is not fresh
	 * @return the serving, with a negative time to live
	 */
	public static Serving stale(Duration age, Duration overdue) {
		return new Serving(Source.STALE, false, age, overdue.negated());
	}

	/**
	 * Whether the answer is from memory.
	 * @return true for a fresh one and a stale one
	 */
	public boolean fromMemory() {
		return this.source == Source.CACHE || this.source == Source.STALE;
	}

	/** Where an answer is from. */
	public enum Source {

		/** From memory, fresh. */
		CACHE,

		/** From memory, though it is older than it should be. */
		STALE,

		/** From the same read of another caller, in flight. */
		SHARED,

		/** From a query that stood for several reads by id. */
		BATCHED,

		/** From a call of its own. */
		NETWORK

	}

}
