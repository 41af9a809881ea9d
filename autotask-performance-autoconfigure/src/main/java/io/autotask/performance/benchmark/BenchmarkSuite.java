package io.autotask.performance.benchmark;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.autotask.performance.benchmark.measure.UpstreamTap;
import io.autotask.performance.benchmark.measure.Validity;
import io.autotask.performance.benchmark.measure.Vitals;
import io.autotask.performance.benchmark.work.Target;
import io.autotask.performance.benchmark.work.TrafficRecorder;
import io.autotask.performance.benchmark.work.WorkloadSettings;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Runs benchmarks against the configured API, through everything that the application's
 * calls pass, behind all of them. One at a time. Never to another machine, and never
 * writing, unless the settings say so. Remembers the last {@value #MOST_RUNS} runs.
 * Thread-safe.
 */
public final class BenchmarkSuite {

	static final int MOST_RUNS = 20;

	private static final int MOST_LISTENERS = 100;

	private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final BenchmarkSettings settings;

	private final Planner planner;

	private final BaselineStore baselines;

	private final Parts parts;

	private final Supplier<Threads> threads;

	private final List<Consumer<BenchmarkEvent>> listeners = new CopyOnWriteArrayList<>();

	/** In the order in which they began. Guarded by itself. */
	private final Map<String, BenchmarkRun> runs = new LinkedHashMap<>();

	/**
	 * A suite.
	 * @param settings what runs may do at most
	 * @param parts what they work with
	 */
	public BenchmarkSuite(BenchmarkSettings settings, Parts parts) {
		this(settings, parts, Threads::start);
	}

	BenchmarkSuite(BenchmarkSettings settings, Parts parts, Supplier<Threads> threads) {
		this.threads = threads;
		this.settings = settings;
		this.planner = new Planner(settings);
		this.baselines = new BaselineStore(settings.baselineDirectory());
		this.parts = parts;
	}

	/**
	 * Runs a benchmark.
	 * @param config what it does
	 * @return begins when subscribed to, and emits the result; an error when it is
	 * refused, when another one runs, or when it fails. Cancelling it cancels the run
	 */
	public Mono<BenchmarkResult> runBenchmark(BenchmarkConfig config) {
		return Mono.defer(() -> {
			BenchmarkRun run = start(config);
			return run.outcome().doOnCancel(run::cancel);
		});
	}

	/**
	 * Runs a profile.
	 * @param profile what it is like
	 * @return as {@link #runBenchmark}
	 */
	public Mono<BenchmarkResult> runProfile(BenchmarkProfile profile) {
		return Mono.defer(() -> runBenchmark(profile.config()));
	}

	/**
	 * Runs a benchmark of some entities: 1,000 steps of five users, unless something else
	 * is said.
	 * @param entities names of entities in any case
	 * @param options changes what is done
	 * @return as {@link #runBenchmark}
	 */
	public Mono<BenchmarkResult> benchmarkEntities(Collection<String> entities,
			Consumer<BenchmarkConfig.Builder> options) {
		return Mono.defer(() -> runBenchmark(BenchmarkConfig.named("entities")
			.targetEntities(entities)
			.iterations(1_000)
			.concurrency(5)
			.with(options)
			.build()));
	}

	/**
	 * Begins a run.
	 * @param config what it does
	 * @return the run
	 * @throws BenchmarkRefusedException when it may not be done
	 * @throws BenchmarkRunningException when another one runs
	 */
	public BenchmarkRun start(BenchmarkConfig config) {
		BenchmarkConfig whole = withThresholds(config);
		BenchmarkPlan plan = plan(whole);
		if (whole.baseline() != null && this.baselines.load(whole.baseline()) == null) {
			throw BenchmarkRefusedException.of("baseline", whole.baseline(), this.baselines.names().isEmpty()
					? "none: there is no baseline yet" : "one of " + String.join(", ", this.baselines.names()));
		}
		Target target = this.parts.target().get();
		BenchmarkRun run;
		Execution execution;
		synchronized (this.runs) {
			this.runs.values().stream().filter((other) -> !other.status().isOver()).findFirst().ifPresent((other) -> {
				throw new BenchmarkRunningException(other.id());
			});
			String id = id(whole.name());
			execution = new Execution(id, whole, plan, this.planner.most(whole),
					new Execution.Parts(target, this.parts.tap(), this.parts.time(), this.parts.budget(),
							this.parts.vitals(), this.settings.maxDuration(), this.threads));
			run = new BenchmarkRun(id, plan, this.parts.time().instant(), execution);
			this.runs.put(id, run);
			while (this.runs.size() > MOST_RUNS) {
				this.runs.remove(this.runs.keySet().iterator().next());
			}
		}
		BenchmarkEnvironment environment = BenchmarkEnvironment.of(target.inWords(), target.isThisMachine(),
				whole.inWords(), this.parts.configuration());
		// Files are read and distributions made of all calls: not on a thread that
		// serves.
		execution.run()
			.publishOn(Schedulers.boundedElastic())
			.map((recording) -> judged(new Results(recording, environment).result(), whole))
			.subscribeOn(Schedulers.boundedElastic())
			.subscribe((result) -> run.ended(result, () -> tell(result)), (failure) -> run.failed(failure));
		return run;
	}

	/**
	 * What a run would do. Sends nothing.
	 * @param config what it does
	 * @return the plan
	 * @throws BenchmarkRefusedException when it may not be done
	 */
	public BenchmarkPlan plan(BenchmarkConfig config) {
		return this.planner.plan(config, this.parts.target().get(), this.parts.budget().get());
	}

	/**
	 * The calls of the application that were recorded last, to be played again.
	 * @return for {@link BenchmarkConfig.Builder#replay}; empty when none were seen.
	 * Writes are among them when benchmarks may write
	 */
	public List<WorkloadSettings.Recorded> recordedTraffic() {
		return this.parts.recorder().recorded(this.settings.allowWrites());
	}

	/**
	 * The runs that are remembered.
	 * @return the latest first
	 */
	public List<BenchmarkRun> runs() {
		synchronized (this.runs) {
			List<BenchmarkRun> latestFirst = new ArrayList<>(this.runs.values());
			Collections.reverse(latestFirst);
			return List.copyOf(latestFirst);
		}
	}

	/**
	 * One run.
	 * @param id its id
	 * @return the run, or null when it is not remembered
	 */
	public @Nullable BenchmarkRun run(String id) {
		synchronized (this.runs) {
			return this.runs.get(id);
		}
	}

	/**
	 * How far the run is that goes on now.
	 * @return the progress, or null when none goes on
	 */
	public @Nullable BenchmarkProgress currentProgress() {
		return runs().stream()
			.filter((run) -> !run.status().isOver())
			.findFirst()
			.map(BenchmarkRun::progress)
			.orElse(null);
	}

	/**
	 * Ends the run early that goes on now.
	 * @return whether there was one
	 */
	public boolean cancel() {
		return runs().stream()
			.filter((run) -> !run.status().isOver())
			.findFirst()
			.map(BenchmarkRun::cancel)
			.orElse(false);
	}

	/**
	 * Forgets a run that is over.
	 * @param id its id
	 */
	public void forget(String id) {
		synchronized (this.runs) {
			BenchmarkRun run = this.runs.get(id);
			if (run != null && run.status().isOver()) {
				this.runs.remove(id);
			}
		}
	}

	/**
	 * Saves a run as a baseline, in the place of one with the same name, and adds it to
	 * the history of that name. Writes files, so it blocks.
	 * @param result a run that did its work; when its times are spoilt, its counts are
	 * compared
	 * @param name letters, digits, dots, dashes and underscores
	 * @throws BenchmarkRefusedException when the run did not, or for such a name
	 */
	public void saveAsBaseline(BenchmarkResult result, String name) {
		BaselineStore.name("name", name);
		if (!didItsWork(result)) {
			throw new BenchmarkRefusedException("action",
					"A run that did not do its work is no baseline: " + String.join("; ", result.invalidBecause()),
					null);
		}
		this.baselines.save(Baseline.of(name, result), result);
	}

	/**
	 * The baselines there are. Reads files, so it blocks.
	 * @return their names
	 */
	public List<String> baselines() {
		return this.baselines.names();
	}

	/**
	 * The runs that were saved under a name, and where they changed. Reads files, so it
	 * blocks.
	 * @param name the name of a baseline
	 * @return the history, empty when there is none
	 */
	public BenchmarkHistory history(String name) {
		return this.baselines.history(name);
	}

	/**
	 * Compares two runs.
	 * @param before the earlier one
	 * @param after the later one
	 * @return what can be said
	 */
	public BenchmarkComparison compare(BenchmarkResult before, BenchmarkResult after) {
		return Comparisons.compare(Baseline.of(before.id(), before), Baseline.of(after.id(), after));
	}

	/**
	 * What got worse from one run to another.
	 * @param before the earlier one
	 * @param after the later one
	 * @return what got worse, and not by chance
	 */
	public List<Regression> regressions(BenchmarkResult before, BenchmarkResult after) {
		return Comparisons.regressions(compare(before, after), Baseline.of(before.id(), before),
				Baseline.of(after.id(), after));
	}

	/**
	 * Tells somebody what happens, on the thread on which it happened.
	 * @param listener told of each end of a run
	 */
	public void addListener(Consumer<BenchmarkEvent> listener) {
		if (this.listeners.size() >= MOST_LISTENERS) {
			throw new IllegalStateException("There are " + MOST_LISTENERS + " listeners of benchmarks already");
		}
		this.listeners.add(listener);
	}

	/** Ends the run that goes on, when the application ends. */
	public void close() {
		cancel();
	}

	/** Compares, checks and advises. */
	private BenchmarkResult judged(BenchmarkResult measured, BenchmarkConfig config) {
		BenchmarkResult compared = measured;
		Baseline before = before(measured, config);
		if (before != null && didItsWork(measured)) {
			Baseline after = Baseline.of(measured.id(), measured);
			BenchmarkComparison comparison = Comparisons.compare(before, after);
			compared = measured.compared(comparison, Comparisons.regressions(comparison, before, after));
		}
		BenchmarkResult complete = compared;
		List<Threshold.Outcome> outcomes = config.thresholds()
			.stream()
			.map((threshold) -> threshold.check(complete))
			.toList();
		return complete.checked(outcomes, Advice.of(complete));
	}

	/** Its counts are good, though its times may be spoilt. */
	private static boolean didItsWork(BenchmarkResult result) {
		return result.invalidBecause().stream().allMatch(Validity::isAboutTimes);
	}

	/** The baseline that was asked for, or the last valid run of the same kind. */
	private @Nullable Baseline before(BenchmarkResult measured, BenchmarkConfig config) {
		if (config.baseline() != null) {
			return this.baselines.load(config.baseline());
		}
		return runs().stream()
			.map(BenchmarkRun::result)
			.filter((other) -> other != null && didItsWork(other) && other.name().equals(measured.name())
					&& other.environment().workload().equals(measured.environment().workload()))
			.findFirst()
			.map((other) -> Baseline.of(other.id(), other))
			.orElse(null);
	}

	private void tell(BenchmarkResult result) {
		publish(new BenchmarkCompletedEvent(result));
		if (!result.regressions().isEmpty()) {
			publish(new RegressionDetectedEvent(result, result.regressions()));
		}
	}

	private void publish(BenchmarkEvent event) {
		for (Consumer<BenchmarkEvent> listener : this.listeners) {
			try {
				listener.accept(event);
			}
			catch (RuntimeException ex) {
				this.parts.failures()
					.record("A listener of benchmarks (" + listener.getClass().getName() + ") failed", ex);
			}
		}
	}

	private BenchmarkConfig withThresholds(BenchmarkConfig config) {
		List<Threshold> all = new ArrayList<>(config.thresholds());
		this.settings.thresholds().stream().map(Threshold::parse).forEach(all::add);
		return new BenchmarkConfig(config.name(), config.workload(), config.load(), config.rounds(), config.compare(),
				config.baseline(), config.maxRequests(), all);
	}

	private String id(String name) {
		String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
		String base = ID.format(this.parts.time().instant()) + "-"
				+ (words.isEmpty() ? "run" : words.substring(0, Math.min(40, words.length())));
		String id = base;
		for (int i = 2; this.runs.containsKey(id); i++) {
			id = base + "-" + i;
		}
		return id;
	}

	/**
	 * What runs work with.
	 *
	 * @param target where load goes; throws {@link BenchmarkRefusedException} when that
	 * is not known
	 * @param tap counts what Autotask sees
	 * @param recorder remembers the calls of the application
	 * @param time the clock
	 * @param budget what is left of the hour
	 * @param vitals tells how the machine is
	 * @param configuration settings of the starter, for the report; no secrets
	 * @param failures counts listeners that fail
	 */
	public record Parts(Supplier<Target> target, UpstreamTap tap, TrafficRecorder recorder, TimeSource time,
			Supplier<BenchmarkBudget> budget, Supplier<Vitals> vitals, Map<String, String> configuration,
			OwnFailures failures) {

	}

}
