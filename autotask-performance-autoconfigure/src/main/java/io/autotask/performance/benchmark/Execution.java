package io.autotask.performance.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import io.autotask.performance.benchmark.load.Generator;
import io.autotask.performance.benchmark.load.Intended;
import io.autotask.performance.benchmark.load.Load;
import io.autotask.performance.benchmark.measure.Machine;
import io.autotask.performance.benchmark.measure.SampleLog;
import io.autotask.performance.benchmark.measure.UpstreamCounts;
import io.autotask.performance.benchmark.measure.UpstreamTap;
import io.autotask.performance.benchmark.measure.Vitals;
import io.autotask.performance.benchmark.work.Outcome;
import io.autotask.performance.benchmark.work.Step;
import io.autotask.performance.benchmark.work.Target;
import io.autotask.performance.benchmark.work.Work;
import io.autotask.performance.benchmark.work.Workload;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Carries out one run: finds the rows, plays the rounds, watches for what must stop it,
 * and writes everything down. Used once.
 */
final class Execution {

	private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

	private static final int MOST_IN_FLIGHT = 10_000;

	private static final int MOST_SEEN = 200_000;

	private static final int MOST_ERRORS = 100;

	private static final int MOST_REJECTIONS = 3;

	private static final int LOOKS = 300;

	private final String id;

	private final BenchmarkConfig config;

	private final BenchmarkPlan plan;

	private final int most;

	private final UpstreamTap tap;

	private final TimeSource time;

	private final Supplier<BenchmarkBudget> budget;

	private final Supplier<Vitals> vitals;

	private final Duration longest;

	private final Supplier<Threads> threads;

	private final Workload workload;

	private final Work work;

	private final SampleLog log;

	private final LongAdder dropped = new LongAdder();

	private final AtomicInteger inFlight = new AtomicInteger();

	private final Set<Step> seen = ConcurrentHashMap.newKeySet();

	/** The same for the calls that bypass: one way must not know what the other asked. */
	private final Set<Step> seenBypassing = ConcurrentHashMap.newKeySet();

	private final Set<Integer> users = ConcurrentHashMap.newKeySet();

	private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();

	private final ErrorWatch errorWatch = new ErrorWatch();

	private final Sinks.Empty<Void> stop = Sinks.empty();

	private final AtomicReference<@Nullable String> stoppedBecause = new AtomicReference<>();

	private volatile String phase = "preparing";

	private volatile long startedAt;

	private volatile @Nullable Recording recording;

	Execution(String id, BenchmarkConfig config, BenchmarkPlan plan, int most, Parts parts) {
		this.id = id;
		this.config = config;
		this.plan = plan;
		this.most = most;
		this.tap = parts.tap();
		this.time = parts.time();
		this.budget = parts.budget();
		this.vitals = parts.vitals();
		this.longest = parts.longest();
		this.threads = parts.threads();
		this.workload = new Workload(config.workload());
		this.work = new Work(this.workload, parts.target(), id);
		this.log = new SampleLog((int) Math.min(most, Math.max(1_000, plan.calls() + plan.calls() / 5)),
				plan.entities());
	}

	/**
	 * Carries it out.
	 * @return what was recorded; an error when the rows could not be found
	 */
	Mono<Recording> run() {
		return Mono.using(this.threads::get,
				(threads) -> this.work.prepare()
					.onErrorMap(Failures::explained)
					.then(Mono.defer(() -> measure(threads)))
					.then(Mono.fromSupplier(this::ended))
					// What ends threads waits for locks of theirs.
					.publishOn(Schedulers.boundedElastic()),
				Threads::close);
	}

	/** Ends it early; calls that are on their way come to their end. */
	void stop(String why) {
		if (this.stoppedBecause.compareAndSet(null, why)) {
			this.stop.tryEmitEmpty();
		}
	}

	BenchmarkProgress progress() {
		long done = this.log.calls();
		long planned = Math.max(1, this.plan.calls());
		boolean measuring = this.phase.equals("measuring");
		double elapsed = measuring ? (this.time.nanos() - this.startedAt) / 1e9 : 0;
		double byTime = Math.min(1, elapsed / Math.max(0.001, this.plan.seconds()));
		double byCalls = Math.min(1, (double) done / planned);
		double ratio = this.phase.equals("done") ? 1
				: this.plan.model().equals("closed") ? Math.max(byTime, byCalls) : byTime;
		Long eta = (measuring && ratio > 0.01) ? (Long) Math.round(elapsed * (1 - ratio) / ratio * 1_000) : null;
		return new BenchmarkProgress(this.phase, done, this.plan.calls(), this.log.errors(), ratio, eta);
	}

	private Mono<Void> measure(Threads threads) {
		if (this.stoppedBecause.get() != null) {
			return Mono.empty();
		}
		this.startedAt = this.time.nanos();
		long grain = (long) (1.25e9 * this.plan.seconds() / UpstreamCounts.GRAINS);
		UpstreamCounts optimised = this.tap.watch(Work.caller(this.id, false), this.startedAt, grain);
		UpstreamCounts bypassed = this.tap.watch(Work.caller(this.id, true), this.startedAt, grain);
		Machine machine = new Machine(this.vitals, this.inFlight::get,
				() -> optimised.onTheWire() + bypassed.onTheWire());
		this.recording = new Recording(this.time.instant(), this.tap.others(), optimised, bypassed, machine);
		this.phase = "measuring";
		Sinks.Empty<Void> over = Sinks.empty();
		Duration period = Duration.ofNanos((long) Math.max(5e7, Math.min(5e9, this.plan.seconds() * 1e9 / LOOKS)));
		Mono<Void> looks = Flux.interval(Duration.ZERO, period, threads.clock())
			.onBackpressureDrop()
			.takeUntilOther(over.asMono())
			.doOnNext((tick) -> look(machine, optimised, bypassed))
			.then();
		Mono<Void> limit = Mono.delay(this.longest, threads.clock())
			.takeUntilOther(over.asMono())
			.doOnNext((tick) -> stop("it has taken the time that it may, " + this.longest))
			.then();
		return Mono.when(looks, limit, play(threads).doFinally((signal) -> over.tryEmitEmpty())).doFinally((signal) -> {
			this.tap.forget(Work.caller(this.id, false));
			this.tap.forget(Work.caller(this.id, true));
		});
	}

	private Recording ended() {
		this.phase = "done";
		Recording recorded = this.recording;
		if (recorded == null) {
			throw new IllegalStateException("It was cancelled before it began to measure");
		}
		recorded.end(this);
		return recorded;
	}

	private Mono<Void> play(Threads threads) {
		Generator generator = new Generator(this.time, threads.pacer(), threads.workers(), MOST_IN_FLIGHT);
		Load load = this.config.load();
		if (load.isEven() && !this.config.compare()) {
			return play(generator, load, -1, false);
		}
		Load round = Planner.round(load, this.config.rounds());
		int plays = this.config.rounds() * (this.config.compare() ? 2 : 1);
		// In turn and back again, so that what drifts with time weighs on both alike.
		return Flux.range(0, plays)
			.concatMap((play) -> (this.stoppedBecause.get() != null) ? Mono.<Void>empty()
					: this.config.compare() ? play(generator, round, play / 2, play % 4 == 1 || play % 4 == 2)
							: play(generator, round, play, false))
			.then();
	}

	private Mono<Void> play(Generator generator, Load load, int round, boolean bypass) {
		return generator.play(load, this.config.workload().seed() + Math.max(0, round),
				(intended) -> call(load, intended, round, bypass), this.dropped::increment, this.stop.asMono());
	}

	private Mono<Void> call(Load load, Intended intended, int round, boolean bypass) {
		if (this.stoppedBecause.get() != null) {
			return Mono.empty();
		}
		if (this.log.calls() + this.inFlight.get() >= this.most) {
			stop("it has made the " + this.most + " calls that it may");
			return Mono.empty();
		}
		this.users.add(intended.user());
		int part = (round >= 0) ? round : part(load, intended);
		Recording recorded = Objects.requireNonNull(this.recording);
		(bypass ? recorded.bypassed : recorded.optimised).enter(part);
		long number = (load instanceof Load.Replay) ? intended.number()
				: (Math.max(0L, round) << 32) + intended.number();
		boolean peak = load instanceof Load.Open open && open.isPeak(intended.offset());
		List<Step> steps = this.workload.steps(number);
		if (steps.size() == 1) {
			return step(steps.get(0), number, intended, part, peak, bypass);
		}
		return Flux.range(0, steps.size())
			.concatMap((index) -> step(steps.get(index), number, (index == 0) ? intended : following(intended), part,
					peak, bypass))
			.then();
	}

	/** What a user does next is due when it has what it asked for before. */
	private Intended following(Intended first) {
		long now = this.time.nanos();
		return new Intended(first.number(), first.offset() + now - first.dueAt(), now, 0, first.user());
	}

	/** In which part of a run that is played in one go. */
	private int part(Load load, Intended intended) {
		boolean bySteps = load instanceof Load.Closed && load.steps() != Long.MAX_VALUE;
		double share = bySteps ? (double) intended.number() / load.steps()
				: (double) intended.offset() / Math.max(1, load.duration().toNanos());
		return (int) Math.min(this.config.rounds() - 1, this.config.rounds() * share);
	}

	private Mono<Void> step(Step step, long number, Intended intended, int round, boolean peak, boolean bypass) {
		return Mono.defer(() -> {
			Set<Step> asked = bypass ? this.seenBypassing : this.seen;
			boolean repeated = asked.contains(step) || asked.size() < MOST_SEEN && !asked.add(step);
			long begunAt = this.time.nanos();
			this.inFlight.incrementAndGet();
			return this.work.perform(step, number, bypass)
				.timeout(LONGEST_CALL)
				.onErrorResume(TimeoutException.class, (late) -> Mono.just(Outcome.timedOut(LONGEST_CALL)))
				.doOnNext((outcome) -> {
					this.log.add(intended, intended.dueAt() - this.startedAt, round, step, outcome, begunAt,
							this.time.nanos(), repeated, peak, bypass);
					watch(step, outcome);
				})
				.doFinally((signal) -> this.inFlight.decrementAndGet())
				.then();
		});
	}

	private void watch(Step step, Outcome outcome) {
		if (outcome.error() != null) {
			String kind = outcome.error() + "|" + step.entity() + " " + step.operation().word();
			String key = (this.errors.size() < MOST_ERRORS || this.errors.containsKey(kind)) ? kind : "other|";
			this.errors.computeIfAbsent(key, (any) -> new LongAdder()).increment();
		}
		if (outcome.stop() != null) {
			stop(outcome.stop());
		}
		if (this.errorWatch.add(outcome.error() != null)) {
			stop("half of the last " + ErrorWatch.LAST + " calls failed");
		}
	}

	private void look(Machine machine, UpstreamCounts optimised, UpstreamCounts bypassed) {
		machine.look(this.time.nanos() - this.startedAt);
		if (this.budget.get().isExhausted()) {
			stop("the budget of this hour has no room for background calls");
		}
		if (optimised.picture().rejections() + bypassed.picture().rejections() >= MOST_REJECTIONS) {
			stop("Autotask turned " + MOST_REJECTIONS + " requests away because too many ran at once");
		}
	}

	/**
	 * What a run works with.
	 *
	 * @param target where load goes
	 * @param tap counts what Autotask sees
	 * @param time the clock
	 * @param budget what is left of the hour
	 * @param vitals tells how the machine is
	 * @param longest how long it may measure
	 * @param threads made for the run, and closed after it
	 */
	record Parts(Target target, UpstreamTap tap, TimeSource time, Supplier<BenchmarkBudget> budget,
			Supplier<Vitals> vitals, Duration longest, Supplier<Threads> threads) {

	}

	/** What a run wrote down. */
	static final class Recording {

		final Instant startedAt;

		final UpstreamCounts optimised;

		final UpstreamCounts bypassed;

		final Machine machine;

		private final long othersBefore;

		private @Nullable Execution execution;

		private long others;

		private long ended;

		Recording(Instant startedAt, long othersBefore, UpstreamCounts optimised, UpstreamCounts bypassed,
				Machine machine) {
			this.startedAt = startedAt;
			this.othersBefore = othersBefore;
			this.optimised = optimised;
			this.bypassed = bypassed;
			this.machine = machine;
		}

		private void end(Execution execution) {
			this.execution = execution;
			this.others = execution.tap.others() - this.othersBefore;
			this.ended = execution.time.nanos() - execution.startedAt;
		}

		private Execution execution() {
			return Objects.requireNonNull(this.execution);
		}

		BenchmarkConfig config() {
			return execution().config;
		}

		String id() {
			return execution().id;
		}

		SampleLog log() {
			return execution().log;
		}

		Work work() {
			return execution().work;
		}

		Duration duration() {
			return Duration.ofNanos(this.ended);
		}

		long others() {
			return this.others;
		}

		long dropped() {
			return execution().dropped.sum();
		}

		int users() {
			return execution().users.size();
		}

		@Nullable String stoppedBecause() {
			return execution().stoppedBecause.get();
		}

		Map<String, LongAdder> errors() {
			return execution().errors;
		}

	}

}
