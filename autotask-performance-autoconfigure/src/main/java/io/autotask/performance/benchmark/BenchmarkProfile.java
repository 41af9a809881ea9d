package io.autotask.performance.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.autotask.performance.benchmark.load.LoadPattern;
import io.autotask.performance.benchmark.work.RecordSize;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark by what it is like: entities, a mix of operations, a load that goes up and
 * down, data. Immutable.
 *
 * @param name its name
 * @param entityTypes names of entities in any case
 * @param operationsMix how often each operation is done
 * @param loadCharacteristics how much is asked, and when
 * @param dataCharacteristics what the data is like, or null for the default
 * @param expectations thresholds such as {@code p95 < 400ms}
 */
public record BenchmarkProfile(String name, List<String> entityTypes, Map<String, Integer> operationsMix,
		LoadCharacteristics loadCharacteristics, @Nullable DataCharacteristics dataCharacteristics,
		List<String> expectations) {

	public BenchmarkProfile {
		entityTypes = List.copyOf(entityTypes);
		operationsMix = new LinkedHashMap<>(operationsMix);
		expectations = List.copyOf(expectations);
	}

	/**
	 * Begins a profile.
	 * @param name its name
	 * @return a builder
	 */
	public static Builder named(String name) {
		return new Builder(name);
	}

	/**
	 * The benchmark that this profile means.
	 * @return a benchmark with an open load
	 * @throws BenchmarkRefusedException for values that make no sense
	 */
	public BenchmarkConfig config() {
		BenchmarkConfig.Builder config = BenchmarkConfig.named(this.name)
			.targetEntities(this.entityTypes)
			.operations(this.operationsMix)
			.pattern(this.loadCharacteristics.loadPattern())
			.rate(this.loadCharacteristics.baseLoad())
			.peakRate(this.loadCharacteristics.peakLoad())
			.duration(this.loadCharacteristics.duration())
			.thresholds(this.expectations.toArray(String[]::new));
		if (this.dataCharacteristics != null) {
			config.recordSize(this.dataCharacteristics.recordSizes())
				.dataVariation(this.dataCharacteristics.dataVariation());
		}
		return config.build();
	}

	/**
	 * How much is asked, and when.
	 *
	 * @param baseLoad calls per second at the base
	 * @param peakLoad calls per second at the peak
	 * @param loadPattern how it goes between them
	 * @param duration how long
	 */
	public record LoadCharacteristics(double baseLoad, double peakLoad, LoadPattern loadPattern, Duration duration) {

	}

	/**
	 * What the data is like.
	 *
	 * @param recordSizes how large answers with several rows are
	 * @param dataVariation 0 for always the same, 1 for all rows
	 */
	public record DataCharacteristics(RecordSize recordSizes, double dataVariation) {

	}

	/** Builds a profile. Not thread-safe. */
	public static final class Builder {

		private final String name;

		private List<String> entityTypes = List.of("companies", "tickets", "contacts");

		private Map<String, Integer> operationsMix = Map.of("get", 60, "search", 30, "list", 10);

		private LoadCharacteristics load = new LoadCharacteristics(20, 20, LoadPattern.CONSTANT,
				Duration.ofSeconds(15));

		private @Nullable DataCharacteristics data;

		private List<String> expectations = List.of();

		private Builder(String name) {
			this.name = name;
		}

		/**
		 * What is asked for.
		 * @param names names of entities in any case
		 * @return this
		 */
		public Builder entityTypes(String... names) {
			this.entityTypes = Arrays.asList(names);
			return this;
		}

		/**
		 * How often each operation is done.
		 * @param mix weights by operation, such as percent
		 * @return this
		 */
		public Builder operationsMix(Map<String, Integer> mix) {
			this.operationsMix = mix;
			return this;
		}

		/**
		 * How much is asked, and when.
		 * @param baseLoad calls per second at the base
		 * @param peakLoad calls per second at the peak
		 * @param pattern how it goes between them
		 * @param duration how long
		 * @return this
		 */
		public Builder loadCharacteristics(double baseLoad, double peakLoad, LoadPattern pattern, Duration duration) {
			this.load = new LoadCharacteristics(baseLoad, peakLoad, pattern, duration);
			return this;
		}

		/**
		 * What the data is like.
		 * @param recordSizes how large answers with several rows are
		 * @param dataVariation 0 for always the same, 1 for all rows
		 * @return this
		 */
		public Builder dataCharacteristics(RecordSize recordSizes, double dataVariation) {
			this.data = new DataCharacteristics(recordSizes, dataVariation);
			return this;
		}

		/**
		 * What the run has to meet.
		 * @param thresholds see {@link Threshold}
		 * @return this
		 */
		public Builder expectations(String... thresholds) {
			this.expectations = Arrays.asList(thresholds);
			return this;
		}

		/**
		 * The profile.
		 * @return what was said, and defaults
		 */
		public BenchmarkProfile build() {
			return new BenchmarkProfile(this.name, this.entityTypes, this.operationsMix, this.load, this.data,
					this.expectations);
		}

	}

}
