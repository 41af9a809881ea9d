package io.autotask.performance.benchmark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.autotask.performance.benchmark.measure.GeneratorFigures;
import io.autotask.performance.benchmark.measure.Latency;
import io.autotask.performance.benchmark.measure.Machine;
import io.autotask.performance.benchmark.measure.Memory;
import io.autotask.performance.benchmark.measure.Validity;
import io.autotask.performance.benchmark.measure.WarmUp;
import org.jspecify.annotations.Nullable;

/**
 * What a run brought. Times are in milliseconds, sizes in bytes, rates in percent from 0
 * to 100. What was not measured is null. Holds counts, times and names of entities, no
 * data and no credentials. Immutable.
 *
 * @param id the run
 * @param name what it was called
 * @param summary the run as a whole
 * @param performance latency, throughput and memory
 * @param all all calls that count
 * @param endpoints by entity, then by operation
 * @param entities by entity
 * @param operations by operation
 * @param servedBy by how calls were answered
 * @param atPeak the calls at the peak of the load, or null where there is none
 * @param repeatedReads reads of what had been read before in the run
 * @param upstream what Autotask saw of it
 * @param concurrency who asked
 * @param generator how the load was made
 * @param warmUp how long it took to be warm; figures are of what came after
 * @param errors what went wrong, most frequent first
 * @param valid whether the figures mean anything
 * @param invalidBecause what spoilt them
 * @param savings what the starter saves, when the run was compared with bypass
 * @param comparison the run against a baseline, or the run before
 * @param regressions what got worse
 * @param thresholds what the run had to meet
 * @param recommendations what to do
 * @param rounds the parts of the run
 * @param timeline the run over time
 * @param machine the machine over time
 * @param distribution how many calls fell into each range of latencies, by its end
 * @param environment where it ran
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BenchmarkResult(String id, String name, Summary summary, Performance performance, Slice all,
		Map<String, Map<String, Slice>> endpoints, Map<String, Slice> entities, Map<String, Slice> operations,
		Map<String, Slice> servedBy, @Nullable Slice atPeak, Slice repeatedReads, Upstream upstream,
		Concurrency concurrency, GeneratorFigures generator, WarmUp warmUp, List<ErrorCount> errors, boolean valid,
		List<String> invalidBecause, @Nullable BenchmarkSavings savings, @Nullable BenchmarkComparison comparison,
		List<Regression> regressions, List<Threshold.Outcome> thresholds, List<String> recommendations,
		List<Round> rounds, List<Moment> timeline, List<Machine.Moment> machine, Map<Double, Long> distribution,
		BenchmarkEnvironment environment) {

	/**
	 * Whether the run passed: it did what it was to do, and no threshold is missed. What
	 * is unclear fails nothing, and times are unclear when the generator was late or the
	 * machine busy.
	 * @return true also when there were no thresholds
	 */
	public boolean passed() {
		return wrong(this.thresholds).isEmpty();
	}

	/**
	 * Whether times mean anything.
	 * @return false when the generator was late, or the machine busy with other things
	 */
	boolean timesAreGood() {
		return this.invalidBecause.stream()
			.noneMatch((reason) -> Validity.isAboutTimes(reason) && !Validity.isByTarget(reason));
	}

	/**
	 * Fails unless the run passed and meets more thresholds: the one line of a test.
	 * {@code benchmarks.runBenchmark(config).block().verify("p95 < 400ms")}
	 * @param more thresholds beside those of the run, see {@link Threshold}
	 * @return this
	 * @throws AssertionError when it did not, with all that is wrong
	 */
	public BenchmarkResult verify(String... more) {
		List<Threshold.Outcome> outcomes = new ArrayList<>(this.thresholds);
		for (String text : more) {
			outcomes.add(Threshold.parse(text).check(this));
		}
		List<String> wrong = wrong(outcomes);
		if (!wrong.isEmpty()) {
			throw new AssertionError("Benchmark '" + this.name + "': " + String.join("; ", wrong));
		}
		return this;
	}

	private List<String> wrong(List<Threshold.Outcome> outcomes) {
		List<String> wrong = new ArrayList<>();
		this.invalidBecause.stream().filter((reason) -> !Validity.isAboutTimes(reason)).forEach(wrong::add);
		outcomes.stream()
			.filter((outcome) -> outcome.met() == Threshold.Met.NO)
			.forEach((outcome) -> wrong.add(outcome.inWords()));
		return wrong;
	}

	/**
	 * The same run with what was found out by comparing it.
	 */
	BenchmarkResult compared(@Nullable BenchmarkComparison with, List<Regression> found) {
		return new BenchmarkResult(this.id, this.name, this.summary, this.performance, this.all, this.endpoints,
				this.entities, this.operations, this.servedBy, this.atPeak, this.repeatedReads, this.upstream,
				this.concurrency, this.generator, this.warmUp, this.errors, this.valid, this.invalidBecause,
				this.savings, with, found, this.thresholds, this.recommendations, this.rounds, this.timeline,
				this.machine, this.distribution, this.environment);
	}

	/**
	 * The same run with what it had to meet, and what to do.
	 */
	BenchmarkResult checked(List<Threshold.Outcome> outcomes, List<String> advice) {
		return new BenchmarkResult(this.id, this.name, this.summary, this.performance, this.all, this.endpoints,
				this.entities, this.operations, this.servedBy, this.atPeak, this.repeatedReads, this.upstream,
				this.concurrency, this.generator, this.warmUp, this.errors, this.valid, this.invalidBecause,
				this.savings, this.comparison, this.regressions, outcomes, advice, this.rounds, this.timeline,
				this.machine, this.distribution, this.environment);
	}

	/**
	 * The run as a whole, its warm-up too.
	 *
	 * @param startTime when it began to measure
	 * @param endTime when it ended
	 * @param duration how long it measured
	 * @param totalRequests calls that were made, both modes of a comparison together
	 * @param successfulRequests calls that were answered well
	 * @param failedRequests calls that were not
	 * @param errorRate failed of all, or null without calls
	 * @param operations things done; a bulk is one of them and many calls
	 * @param records rows that came
	 * @param rowsInPlay rows that could be asked for
	 * @param staleReads reads that showed a row as it was before an own write was
	 * acknowledged
	 * @param checkedReads reads of rows that the run had written before
	 * @param leftBehind rows that the run created and did not delete
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Summary(Instant startTime, Instant endTime, double duration, long totalRequests,
			long successfulRequests, long failedRequests, @Nullable Double errorRate, long operations, long records,
			long rowsInPlay, long staleReads, long checkedReads, List<String> leftBehind) {

	}

	/**
	 * The three things that are asked for first.
	 *
	 * @param latency from when calls were due
	 * @param serviceTime from when they began
	 * @param throughput how much went
	 * @param memory the heap
	 */
	public record Performance(Latency latency, Latency serviceTime, Throughput throughput, Memory memory) {

	}

	/**
	 * How much went, in one second.
	 *
	 * @param requestsPerSecond calls
	 * @param operationsPerSecond things done; a bulk is one
	 * @param entitiesPerSecond rows that came
	 * @param peakThroughput calls in the best second
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Throughput(@Nullable Double requestsPerSecond, @Nullable Double operationsPerSecond,
			@Nullable Double entitiesPerSecond, @Nullable Double peakThroughput) {

	}

	/**
	 * Some of the calls.
	 *
	 * @param count how many
	 * @param errors how many of them failed
	 * @param errorRate the same in percent
	 * @param hitRate how many of the reads were in memory
	 * @param records rows that came
	 * @param latency how long those took that did not fail
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Slice(long count, long errors, @Nullable Double errorRate, @Nullable Double hitRate, long records,
			Latency latency) {

	}

	/**
	 * What Autotask saw of the calls.
	 *
	 * @param requests requests that went out
	 * @param callsPerRequest calls for each of them, or null when none did
	 * @param requestsSaved percent of the calls that Autotask never saw, or null without
	 * calls
	 * @param retries requests that were to be sent once more
	 * @param rejections requests that were turned away because too many ran at once
	 * @param bytesIn bytes of bodies that came
	 * @param averageWait how long a request waited for a slot, or null when none did
	 * @param others calls of the application that passed at the same time
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Upstream(long requests, @Nullable Double callsPerRequest, @Nullable Double requestsSaved,
			long retries, long rejections, long bytesIn, @Nullable Double averageWait, long others) {

	}

	/**
	 * Who asked.
	 *
	 * @param targetUsers how many users there were to be
	 * @param actualUsers how many asked at least once
	 * @param peakInFlight the most that was on its way at once, as far as it was looked
	 * at
	 */
	public record Concurrency(int targetUsers, int actualUsers, int peakInFlight) {

	}

	/**
	 * What went wrong.
	 *
	 * @param type what kind
	 * @param endpoint with which entity and operation
	 * @param count how often
	 */
	public record ErrorCount(String type, String endpoint, long count) {

	}

	/**
	 * One part of the run.
	 *
	 * @param number from 0
	 * @param bypassed whether everything was bypassed that could answer from memory
	 * @param calls calls in it
	 * @param figures what is compared with other runs
	 * @param entities the 95th percentile by entity and operation
	 */
	public record Round(int number, boolean bypassed, long calls, Map<String, Double> figures,
			Map<String, Double> entities) {

	}

	/**
	 * A part of the run's time.
	 *
	 * @param seconds when it began
	 * @param calls calls that were due in it
	 * @param errors how many of them failed
	 * @param upstream requests that went out
	 * @param p50 what half of them stayed below, or null without calls
	 * @param p95 what 95 % stayed below
	 * @param p99 what 99 % stayed below
	 * @param hitRate how many reads were in memory
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Moment(double seconds, long calls, long errors, long upstream, @Nullable Double p50,
			@Nullable Double p95, @Nullable Double p99, @Nullable Double hitRate) {

	}

}
