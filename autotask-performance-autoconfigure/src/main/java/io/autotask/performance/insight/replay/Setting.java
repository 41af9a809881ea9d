package io.autotask.performance.insight.replay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.autotask.performance.call.Operation;

/**
 * A setting that a finding proposes: under which property it is, what it would be, and
 * what a replay makes of it.
 */
public sealed interface Setting {

	/**
	 * Where it is in the configuration.
	 * @return the name of the property, such as
	 * {@code autotask.performance.cache.entities.Companies.ttl}
	 */
	String property();

	/**
	 * What it is to be.
	 * @return the value as it is written in yaml
	 */
	String value();

	/**
	 * The settings of a replay with it.
	 * @param settings without it
	 * @return with it
	 */
	ReplaySettings in(ReplaySettings settings);

	/**
	 * How long answers about an entity stay fresh.
	 *
	 * @param entity the entity
	 * @param ttl the time
	 */
	record Ttl(String entity, Duration ttl) implements Setting {

		/** What the setting is about; the others have times of their own. */
		public static final List<Operation> OPERATIONS = List.of(Operation.GET, Operation.QUERY, Operation.COUNT,
				Operation.LIST);

		@Override
		public String property() {
			return "autotask.performance.cache.entities." + this.entity + ".ttl";
		}

		@Override
		public String value() {
			return words(this.ttl);
		}

		@Override
		public ReplaySettings in(ReplaySettings settings) {
			Map<Kind, Duration> ttls = OPERATIONS.stream()
				.map((operation) -> new Kind(this.entity, operation))
				.collect(Collectors.toMap((kind) -> kind, (kind) -> this.ttl));
			return settings.withTtls(ttls);
		}

	}

	/** Answers are kept. */
	record Caching() implements Setting {

		@Override
		public String property() {
			return "autotask.performance.cache.enabled";
		}

		@Override
		public String value() {
			return "true";
		}

		@Override
		public ReplaySettings in(ReplaySettings settings) {
			return settings.withCaching(true);
		}

	}

	/** Calls share, queue and leave together: what the single switches below it need. */
	record Optimizing() implements Setting {

		private static final int SLOTS_OF_THE_API = 3;

		private static final int ROWS_OF_A_QUERY = 500;

		@Override
		public String property() {
			return "autotask.performance.optimization.enabled";
		}

		@Override
		public String value() {
			return "true";
		}

		@Override
		public ReplaySettings in(ReplaySettings settings) {
			return settings.withSharing(true)
				.withBatching(ROWS_OF_A_QUERY, settings.linger())
				.withSlots(SLOTS_OF_THE_API);
		}

	}

	/** The same read in flight is asked once. */
	record Sharing() implements Setting {

		@Override
		public String property() {
			return "autotask.performance.optimization.deduplication.enabled";
		}

		@Override
		public String value() {
			return "true";
		}

		@Override
		public ReplaySettings in(ReplaySettings settings) {
			return settings.withSharing(true);
		}

	}

	/**
	 * Reads by id leave together.
	 *
	 * @param size how many at most
	 */
	record Batching(int size) implements Setting {

		@Override
		public String property() {
			return "autotask.performance.optimization.batching.enabled";
		}

		@Override
		public String value() {
			return "true";
		}

		@Override
		public ReplaySettings in(ReplaySettings settings) {
			return settings.withBatching(this.size, settings.linger());
		}

	}

	/**
	 * How many answers are kept.
	 *
	 * @param entries how many at most
	 */
	record MaxSize(long entries) implements Setting {

		@Override
		public String property() {
			return "autotask.performance.cache.max-size";
		}

		@Override
		public String value() {
			return String.valueOf(this.entries);
		}

		@Override
		public ReplaySettings in(ReplaySettings settings) {
			return settings.withMaxEntries(this.entries);
		}

	}

	/**
	 * How many requests are in flight per entity.
	 *
	 * @param perEntity how many
	 */
	record Slots(int perEntity) implements Setting {

		@Override
		public String property() {
			return "autotask.performance.optimization.concurrency.max-per-endpoint";
		}

		@Override
		public String value() {
			return String.valueOf(this.perEntity);
		}

		@Override
		public ReplaySettings in(ReplaySettings settings) {
			return settings.withSlots(this.perEntity);
		}

	}

	/**
	 * A duration as it is written in yaml.
	 * @param duration whole milliseconds
	 * @return such as {@code 15m}
	 */
	static String words(Duration duration) {
		long millis = duration.toMillis();
		if (millis > 0 && millis % 3_600_000 == 0) {
			return millis / 3_600_000 + "h";
		}
		if (millis > 0 && millis % 60_000 == 0) {
			return millis / 60_000 + "m";
		}
		return (millis % 1_000 == 0) ? millis / 1_000 + "s" : millis + "ms";
	}

}
