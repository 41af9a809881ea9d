package io.autotask.performance.insight.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Settings under which a recording is replayed.
 *
 * @param caching whether answers are kept
 * @param sharing whether the same read in flight is asked once
 * @param maxEntries how many answers are kept at most
 * @param batchSize how many reads by id leave as one query at most; 1 when that is
 * switched off, 0 when there is no such thing
 * @param linger how long a read by id is held though a slot is free
 * @param slots requests in flight per entity
 * @param times how long answers stay fresh where {@code ttls} does not say
 * @param ttls how long answers of some kinds stay fresh
 */
public record ReplaySettings(boolean caching, boolean sharing, long maxEntries, int batchSize, Duration linger,
		int slots, Times times, Map<Kind, Duration> ttls) {

	public ReplaySettings {
		ttls = Map.copyOf(ttls);
	}

	/**
	 * How long an answer stays fresh.
	 * @param kind what is asked
	 * @return zero when it is not kept
	 */
	public Duration ttl(Kind kind) {
		if (!this.caching) {
			return Duration.ZERO;
		}
		Duration set = this.ttls.get(kind);
		return (set != null) ? set : this.times.ttl(kind);
	}

	/**
	 * Whether calls share, queue and leave together at all.
	 * @return false when nothing limits how many requests are in flight, which is so when
	 * all of it is switched off
	 */
	public boolean optimizing() {
		return this.slots != Integer.MAX_VALUE;
	}

	/**
	 * Other times to live.
	 * @param changed by kind
	 * @return new settings
	 */
	public ReplaySettings withTtls(Map<Kind, Duration> changed) {
		Map<Kind, Duration> all = new HashMap<>(this.ttls);
		all.putAll(Objects.requireNonNull(changed));
		return new ReplaySettings(this.caching, this.sharing, this.maxEntries, this.batchSize, this.linger, this.slots,
				this.times, all);
	}

	/**
	 * With answers kept or not.
	 * @param enabled whether they are
	 * @return new settings
	 */
	public ReplaySettings withCaching(boolean enabled) {
		return new ReplaySettings(enabled, this.sharing, this.maxEntries, this.batchSize, this.linger, this.slots,
				this.times, this.ttls);
	}

	/**
	 * With reads in flight shared or not.
	 * @param enabled whether they are
	 * @return new settings
	 */
	public ReplaySettings withSharing(boolean enabled) {
		return new ReplaySettings(this.caching, enabled, this.maxEntries, this.batchSize, this.linger, this.slots,
				this.times, this.ttls);
	}

	/**
	 * With another number of answers kept.
	 * @param entries how many at most
	 * @return new settings
	 */
	public ReplaySettings withMaxEntries(long entries) {
		return new ReplaySettings(this.caching, this.sharing, entries, this.batchSize, this.linger, this.slots,
				this.times, this.ttls);
	}

	/**
	 * With other reads leaving together.
	 * @param size how many at most
	 * @param hold how long one is held though a slot is free
	 * @return new settings
	 */
	public ReplaySettings withBatching(int size, Duration hold) {
		return new ReplaySettings(this.caching, this.sharing, this.maxEntries, size, hold, this.slots, this.times,
				this.ttls);
	}

	/**
	 * With another number of requests in flight.
	 * @param perEntity how many per entity
	 * @return new settings
	 */
	public ReplaySettings withSlots(int perEntity) {
		return new ReplaySettings(this.caching, this.sharing, this.maxEntries, this.batchSize, this.linger, perEntity,
				this.times, this.ttls);
	}

	/** How long answers stay fresh, and may be given after that. */
	public interface Times {

		/**
		 * How long an answer stays fresh.
		 * @param kind what is asked
		 * @return zero when it is not kept
		 */
		Duration ttl(Kind kind);

		/**
		 * How long after that it is given while it is asked for again.
		 * @param kind what is asked
		 * @return zero when it is not
		 */
		Duration grace(Kind kind);

		/**
		 * How old an answer may be at most when it is given, with a time to live.
		 * @param kind what is asked
		 * @param ttl the time to live
		 * @return the age, with all the time for which it may stand in
		 */
		Duration oldest(Kind kind, Duration ttl);

	}

}
