package io.autotask.performance.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.autotask.performance.benchmark.Execution.Recording;
import io.autotask.performance.benchmark.BenchmarkResult.ErrorCount;
import io.autotask.performance.benchmark.BenchmarkResult.Moment;
import io.autotask.performance.benchmark.BenchmarkResult.Performance;
import io.autotask.performance.benchmark.BenchmarkResult.Slice;
import io.autotask.performance.benchmark.BenchmarkResult.Summary;
import io.autotask.performance.benchmark.BenchmarkResult.Throughput;
import io.autotask.performance.benchmark.BenchmarkResult.Upstream;
import io.autotask.performance.benchmark.load.Load;
import io.autotask.performance.benchmark.measure.GeneratorFigures;
import io.autotask.performance.benchmark.measure.Latency;
import io.autotask.performance.benchmark.measure.Machine;
import io.autotask.performance.benchmark.measure.Memory;
import io.autotask.performance.benchmark.measure.Samples;
import io.autotask.performance.benchmark.measure.Samples.Column;
import io.autotask.performance.benchmark.measure.UpstreamCounts;
import io.autotask.performance.benchmark.measure.Validity;
import io.autotask.performance.benchmark.measure.WarmUp;
import io.autotask.performance.benchmark.work.ServedBy;
import org.jspecify.annotations.Nullable;

/**
 * Makes a result of what a run wrote down. Pure, but for the environment. In a comparison
 * with bypass, the figures are those of the way in which the application has it.
 */
final class Results {

	private static final int MOMENTS = 120;

	private final Recording recording;

	private final BenchmarkEnvironment environment;

	private final Load load;

	private final Samples all;

	private final WarmUp warmUp;

	private final Samples counted;

	private final List<Machine.Moment> machine;

	Results(Recording recording, BenchmarkEnvironment environment) {
		this.recording = recording;
		this.environment = environment;
		this.load = recording.config().load();
		this.all = recording.log().all();
		Samples optimised = this.all.ofMode(false);
		this.warmUp = (this.load.isEven() && !recording.config().compare()) ? WarmUp.of(optimised)
				: WarmUp.notApplicable();
		this.counted = this.warmUp.warm(optimised);
		this.machine = recording.machine.moments();
	}

	BenchmarkResult result() {
		GeneratorFigures generator = generator();
		List<String> spoilt = new ArrayList<>(Validity.spoiltBy(generator, this.counted, this.load, this.machine));
		String stopped = this.recording.stoppedBecause();
		if (stopped != null) {
			spoilt.add("it was stopped early: " + stopped);
		}
		if (this.all.size() == 0) {
			spoilt.add("no call was made");
		}
		List<BenchmarkResult.Round> rounds = rounds();
		return new BenchmarkResult(this.recording.id(), this.recording.config().name(), summary(), performance(),
				slice(this.counted), this.counted.by(Column.ENTITY, (of) -> of.by(Column.OPERATION, Results::slice)),
				this.counted.by(Column.ENTITY, Results::slice), this.counted.by(Column.OPERATION, Results::slice),
				this.counted.by(Column.SERVED_BY, Results::slice), atPeak(), slice(this.counted.repeatedReads()),
				upstream(), concurrency(), generator, this.warmUp, errors(), spoilt.isEmpty(), spoilt,
				this.recording.config().compare() ? Savings.of(this.recording, this.all, rounds) : null, null,
				List.of(), List.of(), List.of(), rounds, timeline(), this.machine, this.counted.distribution(),
				this.environment);
	}

	private Summary summary() {
		long calls = this.all.calls();
		long failed = this.all.errors();
		double seconds = this.recording.duration().toNanos() / 1e9;
		return new Summary(this.recording.startedAt, this.recording.startedAt.plus(this.recording.duration()),
				seconds * 1_000, calls, calls - failed, failed, (calls > 0) ? (Double) (100.0 * failed / calls) : null,
				this.all.size(), this.all.rows(), this.recording.work().rowsInPlay(),
				this.recording.work().staleReads(), this.recording.work().checkedReads(),
				this.recording.work().leftBehind());
	}

	private Performance performance() {
		double seconds = activeSeconds();
		return new Performance(
				this.counted.latency(), this.counted.serviceTime(), new Throughput(per(this.counted.calls(), seconds),
						per(this.counted.size(), seconds), per(this.counted.rows(), seconds), peak()),
				Memory.of(this.machine));
	}

	/** The time of the rounds, without the pauses in which the other way had its turn. */
	private double activeSeconds() {
		if (!this.recording.config().compare()) {
			return this.counted.seconds();
		}
		double seconds = 0;
		for (int round = 0; round < this.recording.config().rounds(); round++) {
			seconds += this.counted.ofRound(round).seconds();
		}
		return seconds;
	}

	private static @Nullable Double per(double amount, double seconds) {
		return (seconds > 0) ? (Double) (amount / seconds) : null;
	}

	private @Nullable Double peak() {
		long end = this.counted.lastEnd();
		int wholeSeconds = (int) (end / 1_000_000_000);
		if (wholeSeconds < 1) {
			return per(this.counted.calls(), activeSeconds());
		}
		long most = 0;
		for (long count : this.counted.endedIn(wholeSeconds, end)) {
			most = Math.max(most, count);
		}
		return most * wholeSeconds / (end / 1e9);
	}

	private static Slice slice(Samples samples) {
		return new Slice(samples.size(), samples.errors(), samples.errorRate(), samples.hitRate(), samples.rows(),
				samples.latency());
	}

	private @Nullable Slice atPeak() {
		Samples peak = this.counted.atPeak();
		return (peak.size() > 0) ? slice(peak) : null;
	}

	private Upstream upstream() {
		UpstreamCounts.Picture seen = this.recording.optimised.picture();
		long calls = this.all.ofMode(false).calls();
		return new Upstream(seen.requests(), (seen.requests() > 0) ? (Double) ((double) calls / seen.requests()) : null,
				(calls > 0) ? (Double) (100.0 * (calls - seen.requests()) / calls) : null, seen.retries(),
				seen.rejections(), seen.bytes(),
				(seen.slots() > 0) ? (Double) (seen.waitedNanos() / 1e6 / seen.slots()) : null,
				this.recording.others());
	}

	private BenchmarkResult.Concurrency concurrency() {
		return new BenchmarkResult.Concurrency(this.load.users(), this.recording.users(),
				this.machine.stream().mapToInt(Machine.Moment::inFlight).max().orElse(0));
	}

	private GeneratorFigures generator() {
		Samples samples = this.all;
		Latency lag = samples.lag();
		if (this.load instanceof Load.Closed) {
			return new GeneratorFigures("closed", "by answers", lag, null, null, 0);
		}
		boolean replay = this.load instanceof Load.Replay;
		String arrivals = replay ? "as recorded"
				: (this.load instanceof Load.Open open && open.poisson()) ? "by chance" : "even";
		double due = (samples.lastDue() - samples.firstDue()) / 1e9;
		double begun = (samples.lastBegun() - samples.firstDue()) / 1e9;
		Double intended = (due > 0) ? (Double) ((samples.size() + this.recording.dropped()) / due) : null;
		Double achieved = (due > 0 && !this.recording.config().compare())
				? (Double) (100 * samples.size() / begun / ((samples.size() + this.recording.dropped()) / due)) : null;
		return new GeneratorFigures(replay ? "replay" : "open", arrivals, lag, intended, achieved,
				this.recording.dropped());
	}

	private List<ErrorCount> errors() {
		return this.recording.errors()
			.entrySet()
			.stream()
			.map((entry) -> new ErrorCount(entry.getKey().substring(0, entry.getKey().indexOf('|')),
					entry.getKey().substring(entry.getKey().indexOf('|') + 1), entry.getValue().sum()))
			.sorted(Comparator.comparingLong(ErrorCount::count).reversed().thenComparing(ErrorCount::type))
			.toList();
	}

	private List<BenchmarkResult.Round> rounds() {
		List<BenchmarkResult.Round> rounds = new ArrayList<>();
		boolean[] modes = this.recording.config().compare() ? new boolean[] { false, true } : new boolean[] { false };
		for (boolean bypassed : modes) {
			Samples mode = bypassed ? this.all.ofMode(true) : this.counted;
			for (int round = 0; round < this.recording.config().rounds(); round++) {
				Samples samples = mode.ofRound(round);
				if (samples.size() > 0) {
					rounds.add(round(round, bypassed, samples, end(mode, round, samples)));
				}
			}
		}
		return rounds;
	}

	/** Where the next round begins, or where this one ends when nothing follows. */
	private long end(Samples mode, int round, Samples samples) {
		boolean apart = this.recording.config().compare() || round + 1 == this.recording.config().rounds();
		Samples next = mode.ofRound(round + 1);
		return (apart || next.size() == 0) ? samples.lastEnd() + 1 : next.firstDue();
	}

	private BenchmarkResult.Round round(int number, boolean bypassed, Samples samples, long end) {
		Map<String, Double> figures = new TreeMap<>();
		Latency.Percentiles latency = samples.latency().percentiles();
		put(figures, "p50", latency.p50());
		put(figures, "p95", latency.p95());
		put(figures, "p99", latency.p99());
		Samples network = samples.servedBy(ServedBy.NETWORK);
		put(figures, "networkP50", network.serviceTime().percentiles().p50());
		put(figures, "networkP10", network.fastest());
		put(figures, "errorRate", samples.errorRate());
		put(figures, "hitRate", samples.hitRate());
		double seconds = (end - samples.firstDue()) / 1e9;
		if (this.load instanceof Load.Closed) {
			put(figures, "requestsPerSecond", per(samples.calls(), seconds));
		}
		UpstreamCounts counts = bypassed ? this.recording.bypassed : this.recording.optimised;
		put(figures, "upstream", (double) counts.inRound(number) / calls(number, bypassed));
		put(figures, "bytesPerCall", (double) samples.bytes() / samples.calls());
		machine(figures, samples.firstDue() / 1e9, end / 1e9);
		return new BenchmarkResult.Round(number, bypassed, samples.calls(), figures, byEndpoint(samples));
	}

	/** All calls of a round, those of its warm-up too: requests are not told apart. */
	private long calls(int round, boolean bypassed) {
		return this.all.ofMode(bypassed).ofRound(round).calls();
	}

	private void machine(Map<String, Double> figures, double from, double to) {
		List<Machine.Moment> during = this.machine.stream()
			.filter((moment) -> moment.seconds() >= from && moment.seconds() < to)
			.toList();
		if (during.isEmpty()) {
			return;
		}
		figures.put("peakHeap", (double) during.stream().mapToLong(Machine.Moment::heapUsed).max().orElse(0));
		Machine.Moment last = during.get(during.size() - 1);
		double millis = 1_000 * (last.seconds() - during.get(0).seconds());
		if (millis > 0) {
			figures.put("gcShare", 100 * (last.collecting() - during.get(0).collecting()) / millis);
		}
		during.stream()
			.filter((moment) -> moment.systemCpu() != null)
			.mapToDouble((moment) -> (moment.systemCpu() != null) ? moment.systemCpu() : 0)
			.average()
			.ifPresent((cpu) -> figures.put("cpu", cpu));
	}

	private static Map<String, Double> byEndpoint(Samples samples) {
		Map<String, Double> figures = new TreeMap<>();
		samples.by(Column.ENTITY, (of) -> of.by(Column.OPERATION, Samples::latency))
			.forEach((entity, operations) -> operations
				.forEach((operation, latency) -> put(figures, entity + " " + operation, latency.percentiles().p95())));
		return figures;
	}

	private static void put(Map<String, Double> figures, String name, @Nullable Double value) {
		if (value != null && Double.isFinite(value)) {
			figures.put(name, value);
		}
	}

	private List<Moment> timeline() {
		List<Moment> moments = new ArrayList<>();
		long end = this.all.lastDue() + 1;
		int parts = (int) Math.max(1, Math.min(MOMENTS, end / 100_000_000));
		for (int part = 0; part < parts; part++) {
			long from = end * part / parts;
			long to = end * (part + 1) / parts;
			Samples samples = this.all.between(from, to);
			Samples optimised = samples.ofMode(false);
			Latency.Percentiles latency = optimised.latency().percentiles();
			moments.add(new Moment(from / 1e9, samples.calls(), samples.errors(),
					this.recording.optimised.between(from, to) + this.recording.bypassed.between(from, to),
					latency.p50(), latency.p95(), latency.p99(), optimised.hitRate()));
		}
		return moments;
	}

}
