package io.autotask.performance.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.autotask.performance.benchmark.load.Load;
import io.autotask.performance.benchmark.load.LoadPattern;
import io.autotask.performance.benchmark.work.OperationType;
import io.autotask.performance.benchmark.work.RecordSize;
import io.autotask.performance.benchmark.work.Scenario;
import io.autotask.performance.benchmark.work.WorkloadSettings;
import io.autotask.performance.call.Entities;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark does. Immutable.
 *
 * @param name its name, which history goes by
 * @param workload what is asked
 * @param load how much, and when
 * @param rounds in how many parts a run is compared with others
 * @param compare whether each round is played a second time with everything bypassed that
 * could answer from memory
 * @param baseline the baseline that the run is compared with, or null for the run before
 * @param maxRequests calls after which the run ends, or null for what the settings allow
 * @param thresholds what the run has to meet
 */
public record BenchmarkConfig(String name, WorkloadSettings workload, Load load, int rounds, boolean compare,
		@Nullable String baseline, @Nullable Integer maxRequests, List<Threshold> thresholds) {

	public BenchmarkConfig {
		thresholds = List.copyOf(thresholds);
	}

	/**
	 * Begins a benchmark. What is not said has a default: three entities, reads, 20 calls
	 * per second for 15 seconds.
	 * @param name its name
	 * @return a builder
	 */
	public static Builder named(String name) {
		return new Builder(name);
	}

	/**
	 * Everything that makes two runs comparable, as a line of text.
	 * @return workload, load and rounds
	 */
	public String inWords() {
		String work = this.workload.recorded().isEmpty()
				? this.workload.toString()
					.replaceFirst(", recorded=\\[], ", ", ")
					.replace("WorkloadSettings", "Workload")
				: "Replay of " + this.workload.recorded().size() + " calls";
		String load = (this.load instanceof Load.Replay) ? "as recorded" : this.load.toString();
		return work + ", " + load + ", " + this.rounds + " rounds" + (this.compare ? ", compared with bypass" : "");
	}

	/**
	 * Builds a benchmark. Methods throw {@link BenchmarkRefusedException} for values that
	 * make no sense. Not thread-safe.
	 */
	public static final class Builder {

		private final String name;

		private List<String> entities = List.of("Companies", "Tickets", "Contacts");

		private Map<OperationType, Double> mix = mix(Map.of("list", 10, "get", 60, "search", 25, "count", 5));

		private List<Scenario> scenarios = List.of();

		private @Nullable Long iterations;

		private @Nullable Integer concurrency;

		private @Nullable Double rate;

		private @Nullable Double peakRate;

		private @Nullable LoadPattern pattern;

		private @Nullable Duration duration;

		private @Nullable Duration spike;

		private @Nullable Integer users;

		private @Nullable Integer rounds;

		private @Nullable Integer queries;

		private @Nullable Integer maxRequests;

		private Duration thinkTime = Duration.ZERO;

		private double thinkTimeVariation;

		private Duration rampUp = Duration.ZERO;

		private boolean poisson;

		private int rows = 500;

		private double zipf = 0.9;

		private double queryZipf;

		private int rowsPerQuery = 25;

		private RecordSize recordSize = RecordSize.MEDIUM;

		private double variation = 1;

		private List<WorkloadSettings.Recorded> recorded = List.of();

		private boolean compare;

		private @Nullable String baseline;

		private final List<Threshold> thresholds = new ArrayList<>();

		private long seed = 1;

		private Builder(String name) {
			if (name.isBlank() || name.length() > 100) {
				throw BenchmarkRefusedException.of("name", name, "a text of 1 to 100 characters");
			}
			this.name = name.trim();
		}

		/**
		 * Users who wait for answers make so many steps together, instead of a rate.
		 * @param iterations 1 or more
		 * @return this
		 */
		public Builder iterations(long iterations) {
			this.iterations = atLeast("iterations", iterations, 1);
			return this;
		}

		/**
		 * How many users wait for answers at once, instead of a rate.
		 * @param concurrency 1 to 10,000
		 * @return this
		 */
		public Builder concurrency(int concurrency) {
			this.concurrency = between("concurrency", concurrency, 1, 10_000);
			return this;
		}

		/**
		 * Calls per second, at the base of the pattern.
		 * @param rate above 0, at most 10,000
		 * @return this
		 */
		public Builder rate(double rate) {
			this.rate = rate("rate", rate);
			return this;
		}

		/**
		 * Calls per second, at the peak of the pattern.
		 * @param peakRate above 0, at most 10,000
		 * @return this
		 */
		public Builder peakRate(double peakRate) {
			this.peakRate = rate("peakRate", peakRate);
			return this;
		}

		/**
		 * How the rate goes over time.
		 * @param pattern the pattern
		 * @return this
		 */
		public Builder pattern(LoadPattern pattern) {
			this.pattern = pattern;
			return this;
		}

		/**
		 * How long it goes on; the longest time where answers decide.
		 * @param duration more than 0
		 * @return this
		 */
		public Builder duration(Duration duration) {
			this.duration = positive("duration", duration);
			return this;
		}

		/**
		 * The same as {@link #duration(Duration)}, by the name that it has for a number
		 * of iterations.
		 * @param maxDuration more than 0
		 * @return this
		 */
		public Builder maxDuration(Duration maxDuration) {
			return duration(maxDuration);
		}

		/**
		 * How long a spike is.
		 * @param spike more than 0
		 * @return this
		 */
		public Builder spike(Duration spike) {
			this.spike = positive("spike", spike);
			return this;
		}

		/**
		 * Whether calls come by chance, as from many people, or evenly.
		 * @param poisson true for by chance; evenly is the default
		 * @return this
		 */
		public Builder poisson(boolean poisson) {
			this.poisson = poisson;
			return this;
		}

		/**
		 * How many users the calls of a rate are dealt to.
		 * @param users 1 to 10,000
		 * @return this
		 */
		public Builder users(int users) {
			this.users = between("users", users, 1, 10_000);
			return this;
		}

		/**
		 * The pause of a user who waits for answers.
		 * @param thinkTime 0 or more
		 * @param variation how much it varies, 0 to 1
		 * @return this
		 */
		public Builder thinkTime(Duration thinkTime, double variation) {
			if (thinkTime.isNegative() || !(variation >= 0 && variation <= 1)) {
				throw BenchmarkRefusedException.of("thinkTime", thinkTime + " and " + variation,
						"a duration of 0 or more and a variation from 0 to 1");
			}
			this.thinkTime = thinkTime;
			this.thinkTimeVariation = variation;
			return this;
		}

		/**
		 * The time until the last user who waits for answers has begun.
		 * @param rampUp 0 or more
		 * @return this
		 */
		public Builder rampUpDuration(Duration rampUp) {
			if (rampUp.isNegative()) {
				throw BenchmarkRefusedException.of("rampUpDuration", rampUp, "a duration of 0 or more");
			}
			this.rampUp = rampUp;
			return this;
		}

		/**
		 * What is asked for.
		 * @param entities names of entities in any case
		 * @return this
		 */
		public Builder targetEntities(String... entities) {
			return targetEntities(Arrays.asList(entities));
		}

		/**
		 * What is asked for.
		 * @param entities names of entities in any case
		 * @return this
		 */
		public Builder targetEntities(Collection<String> entities) {
			LinkedHashSet<String> known = new LinkedHashSet<>();
			entities.forEach((entity) -> known.add(entity("entities", entity)));
			if (known.isEmpty() || known.size() > 100) {
				throw BenchmarkRefusedException.of("entities", entities,
						"1 to 100 entities, such as companies,tickets");
			}
			this.entities = List.copyOf(known);
			return this;
		}

		/**
		 * How often each operation is done.
		 * @param mix weights by the words {@code list}, {@code get}, {@code search},
		 * {@code count}, {@code create}, {@code update}, {@code delete}, {@code bulk}
		 * @return this
		 */
		public Builder operations(Map<String, ? extends Number> mix) {
			this.mix = mix(mix);
			return this;
		}

		/**
		 * What users do in a row, instead of a mix.
		 * @param scenarios the scenarios
		 * @return this
		 */
		public Builder scenarios(Scenario... scenarios) {
			this.scenarios = Arrays.stream(scenarios)
				.map((scenario) -> new Scenario(scenario.name(), scenario.weight(), scenario.actions()
					.stream()
					.map((action) -> new Scenario.Action(action.operation(), entity("scenarios", action.entity())))
					.toList()))
				.toList();
			return this;
		}

		/**
		 * How many rows of each entity are asked for by their id.
		 * @param rows 1 to 100,000
		 * @return this
		 */
		public Builder rows(int rows) {
			this.rows = between("rows", rows, 1, 100_000);
			return this;
		}

		/**
		 * How much some rows are asked for more than others.
		 * @param exponent the exponent of Zipf's law: 0 for all alike, 0.9 as the default
		 * @return this
		 */
		public Builder zipf(double exponent) {
			this.zipf = exponent("zipf", exponent);
			return this;
		}

		/**
		 * How many different queries of each entity there are.
		 * @param queries 1 to 100,000
		 * @param rowsPerQuery rows that each finds, 1 to 500
		 * @param exponent how much some are asked more than others, as for rows
		 * @return this
		 */
		public Builder queries(int queries, int rowsPerQuery, double exponent) {
			this.queries = between("queries", queries, 1, 100_000);
			this.rowsPerQuery = between("rowsPerQuery", rowsPerQuery, 1, 500);
			this.queryZipf = exponent("queryZipf", exponent);
			return this;
		}

		/**
		 * How large answers with several rows are.
		 * @param recordSize the size
		 * @return this
		 */
		public Builder recordSize(RecordSize recordSize) {
			this.recordSize = recordSize;
			return this;
		}

		/**
		 * Which share of rows and queries is really used.
		 * @param variation 0 for always the same, 1 for all
		 * @return this
		 */
		public Builder dataVariation(double variation) {
			if (!(variation >= 0 && variation <= 1)) {
				throw BenchmarkRefusedException.of("dataVariation", variation, "a number from 0 to 1");
			}
			this.variation = variation;
			return this;
		}

		/**
		 * Plays recorded calls again, instead of a mix at a rate.
		 * @param recorded the calls
		 * @return this
		 */
		public Builder replay(List<WorkloadSettings.Recorded> recorded) {
			if (recorded.isEmpty()) {
				throw new BenchmarkRefusedException("pattern",
						"'pattern' is 'replay', but nothing was recorded: no call of the application was seen", null);
			}
			this.pattern = LoadPattern.REPLAY;
			this.recorded = List.copyOf(recorded);
			return this;
		}

		/**
		 * Plays each round a second time with everything bypassed that could answer from
		 * memory.
		 * @param compare whether to do so
		 * @return this
		 */
		public Builder compare(boolean compare) {
			this.compare = compare;
			return this;
		}

		/**
		 * What the run is compared with.
		 * @param baseline the name of a baseline
		 * @return this
		 */
		public Builder baseline(String baseline) {
			this.baseline = BaselineStore.name("baseline", baseline);
			return this;
		}

		/**
		 * In how many parts the run is compared with others: below five nothing can be
		 * said. Each round of a load that is not even plays the whole pattern, in its
		 * part of the time.
		 * @param rounds 1 to 100
		 * @return this
		 */
		public Builder rounds(int rounds) {
			this.rounds = between("rounds", rounds, 1, 100);
			return this;
		}

		/**
		 * Ends the run after so many calls.
		 * @param maxRequests 1 or more
		 * @return this
		 */
		public Builder maxRequests(int maxRequests) {
			this.maxRequests = (int) atLeast("maxRequests", maxRequests, 1);
			return this;
		}

		/**
		 * What the run has to meet.
		 * @param thresholds such as {@code p95 < 400ms}, see {@link Threshold}
		 * @return this
		 */
		public Builder thresholds(String... thresholds) {
			Arrays.stream(thresholds).map(Threshold::parse).forEach(this.thresholds::add);
			return this;
		}

		/**
		 * What rows, queries and arrivals follow from.
		 * @param seed any number
		 * @return this
		 */
		public Builder seed(long seed) {
			this.seed = seed;
			return this;
		}

		/**
		 * Changes this as somebody says.
		 * @param change the change
		 * @return this
		 */
		public Builder with(Consumer<Builder> change) {
			change.accept(this);
			return this;
		}

		/**
		 * The benchmark.
		 * @return what was said, and defaults
		 */
		public BenchmarkConfig build() {
			int distinct = (this.queries != null) ? this.queries : Math.max(1, this.rows / this.rowsPerQuery);
			WorkloadSettings workload = new WorkloadSettings(this.entities, this.mix, this.scenarios, this.rows,
					this.zipf, distinct, this.queryZipf, this.rowsPerQuery, this.recordSize, this.variation,
					this.recorded, this.seed);
			Load load = load();
			int parts = (this.rounds != null) ? this.rounds : load.isEven() ? 10 : 1;
			return new BenchmarkConfig(this.name, workload, load, parts, this.compare, this.baseline, this.maxRequests,
					this.thresholds);
		}

		private Load load() {
			if (this.pattern == LoadPattern.REPLAY) {
				return new Load.Replay(this.recorded.stream().mapToLong(WorkloadSettings.Recorded::offset).toArray(),
						(this.users != null) ? this.users : 1);
			}
			boolean open = this.rate != null || this.peakRate != null || this.pattern != null || this.users != null;
			boolean closed = this.iterations != null || this.concurrency != null;
			if (open && closed) {
				throw new BenchmarkRefusedException((this.iterations != null) ? "iterations" : "concurrency",
						"'iterations' and 'concurrency' let answers decide when the next call comes, 'rate', 'peakRate', "
								+ "'pattern' and 'users' do not: say one or the other",
						null);
			}
			return closed ? closed() : open();
		}

		private Load closed() {
			Duration longest = (this.duration != null) ? this.duration : Duration.ofMinutes(5);
			long steps = (this.iterations != null) ? this.iterations : (this.duration != null) ? Long.MAX_VALUE : 1_000;
			return new Load.Closed((this.concurrency != null) ? this.concurrency : 1, steps, longest, this.thinkTime,
					this.thinkTimeVariation, this.rampUp);
		}

		private Load open() {
			LoadPattern shape = (this.pattern != null) ? this.pattern
					: (this.peakRate != null) ? LoadPattern.RAMP_UP : LoadPattern.CONSTANT;
			double base = (this.rate != null) ? this.rate
					: (this.peakRate != null && shape.isEven()) ? this.peakRate : 20;
			double peak = shape.isEven() ? base : (this.peakRate != null) ? this.peakRate : 5 * base;
			Duration longest = (this.duration != null) ? this.duration : Duration.ofSeconds(15);
			Duration high = (this.spike != null) ? this.spike : shorter(longest.dividedBy(10), Duration.ofMinutes(1));
			if (high.compareTo(longest) > 0) {
				throw BenchmarkRefusedException.of("spike", high, "at most the duration, " + longest);
			}
			return new Load.Open(shape, base, peak, longest, high, this.poisson, (this.users != null) ? this.users : 1);
		}

		private static Duration shorter(Duration one, Duration other) {
			return (one.compareTo(other) < 0) ? one : other;
		}

		private static Map<OperationType, Double> mix(Map<String, ? extends Number> words) {
			Map<OperationType, Double> mix = new EnumMap<>(OperationType.class);
			words.forEach((word, weight) -> {
				if (!(weight.doubleValue() >= 0) || Double.isInfinite(weight.doubleValue())) {
					throw BenchmarkRefusedException.of("operations", word + "=" + weight, "a weight of 0 or more");
				}
				mix.merge(operation(word), weight.doubleValue(), Double::sum);
			});
			if (mix.values().stream().noneMatch((weight) -> weight > 0)) {
				throw BenchmarkRefusedException.of("operations", words,
						"at least one operation, such as list=40,get=60");
			}
			return mix;
		}

		private static OperationType operation(String word) {
			try {
				return OperationType.of(word);
			}
			catch (IllegalArgumentException ex) {
				throw new BenchmarkRefusedException("operations", String.valueOf(ex.getMessage()), null);
			}
		}

		private static String entity(String field, String name) {
			String entity = name.trim();
			if (!Entities.known().isKnown(entity)) {
				throw BenchmarkRefusedException.of(field, entity,
						"names of entities of the Autotask API, such as companies,tickets");
			}
			return Entities.known().spelled(entity);
		}

		private static double rate(String field, double value) {
			if (!(value > 0 && value <= 10_000)) {
				throw BenchmarkRefusedException.of(field, value, "above 0 and at most 10000 calls per second");
			}
			return value;
		}

		private static double exponent(String field, double value) {
			if (!(value >= 0 && value <= 10)) {
				throw BenchmarkRefusedException.of(field, value, "a number from 0 to 10");
			}
			return value;
		}

		private static Duration positive(String field, Duration value) {
			if (value.isNegative() || value.isZero()) {
				throw BenchmarkRefusedException.of(field, value, "a duration longer than 0, such as 30s");
			}
			return value;
		}

		private static long atLeast(String field, long value, long least) {
			if (value < least) {
				throw BenchmarkRefusedException.of(field, value, least + " or more");
			}
			return value;
		}

		private static int between(String field, int value, int least, int most) {
			if (value < least || value > most) {
				throw BenchmarkRefusedException.of(field, value, least + " to " + most);
			}
			return value;
		}

	}

}
