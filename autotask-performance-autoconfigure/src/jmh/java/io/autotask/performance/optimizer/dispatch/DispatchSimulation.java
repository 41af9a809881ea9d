package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.RowLikeness;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.stub.Calls;
import io.autotask.performance.stub.ManualTime;
import io.autotask.performance.stub.VirtualAutotask;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * The queue of the product before an Autotask with three slots, in virtual time: minutes
 * of traffic in a second, and every run of a seed is the same. Arrivals are a Poisson
 * process; an answer takes a log-normal time around a mean, and a little more for each
 * row.
 */
final class DispatchSimulation implements Chain {

	private static final Duration STEP = Duration.ofMillis(1);

	private static final double DEVIATION = 0.3;

	/** Milliseconds from the begin. */
	private static final long SPIKE_BEGINS = 60_000;

	private static final long SPIKE_ENDS = 90_000;

	private final SplittableRandom random = new SplittableRandom(42);

	private final TimeSource time = ManualTime.virtual();

	private final DispatchStage stage;

	private final double meanMillis;

	private final List<Duration> took = new ArrayList<>();

	private final List<Read> reads = new ArrayList<>();

	private final long begin = this.time.nanos();

	private int requests;

	private int refused;

	private int asked;

	private DispatchSimulation(BatchSettings batching, double meanMillis) {
		this.meanMillis = meanMillis;
		this.stage = new DispatchStage(
				new DispatchSettings(3, 20, 10_000, Duration.ofSeconds(600)).withBatching(batching), new RowLikeness(),
				this.time);
	}

	/**
	 * Reads of distinct rows by their ids.
	 * @param perSecond how many on average
	 */
	static Outcome reads(BatchSettings batching, double perSecond, Duration duration) {
		return inVirtualTime((clock) -> {
			DispatchSimulation simulation = new DispatchSimulation(batching, 200);
			long end = duration.toMillis();
			double next = 0;
			for (long now = 0; now < end; now++) {
				while (next <= now) {
					simulation.ask(VirtualAutotask.arrived(Calls.get("Tickets", simulation.asked), CallListener.none()));
					next += -Math.log(1 - simulation.random.nextDouble()) * 1_000 / perSecond;
				}
				clock.advanceTimeBy(STEP);
			}
			clock.advanceTimeBy(Duration.ofSeconds(5));
			return simulation.outcome();
		});
	}

	/**
	 * Three reads a second for which people wait, while so many others do too that can
	 * wait.
	 */
	static Outcome interactive(int backlog, Duration duration) {
		return inVirtualTime((clock) -> {
			DispatchSimulation simulation = new DispatchSimulation(BatchSettings.none(), 300);
			for (int id = 0; id < backlog; id++) {
				simulation.inBackground(1_000_000 + id);
			}
			long end = duration.toMillis();
			double next = 1_000;
			for (long now = 0; now < end; now++) {
				while (next <= now) {
					simulation.ask(CallExchange.arrived(Calls.get("Tickets", simulation.asked,
							new CallOptions(false, 9, null, null, false)), Mono::never, CallListener.none()));
					next += -Math.log(1 - simulation.random.nextDouble()) * 1_000 / 3;
				}
				clock.advanceTimeBy(STEP);
			}
			return simulation.outcome();
		});
	}

	/**
	 * Reads by id and queries, of which ten times as many come for half a minute.
	 * @param perSecond reads by id on average; there is one query for four of them
	 */
	static Spike spike(double perSecond) {
		return inVirtualTime((clock) -> {
			DispatchSimulation simulation = new DispatchSimulation(BatchSettings.defaults(), 200);
			double next = 0;
			for (long now = 0; now < SPIKE_ENDS + SPIKE_BEGINS; now++) {
				boolean spike = now >= SPIKE_BEGINS && now < SPIKE_ENDS;
				while (next <= now) {
					boolean query = simulation.random.nextInt(5) == 0;
					simulation.ask(query
							? CallExchange.arrived(Calls.query("Tickets", "[{'op':'eq','field':'companyID','value':"
									+ simulation.asked + "}]"), Mono::never, CallListener.none())
							: VirtualAutotask.arrived(Calls.get("Tickets", simulation.asked), CallListener.none()));
					next += -Math.log(1 - simulation.random.nextDouble()) * 1_000 / (perSecond * (spike ? 10 : 1) * 1.25);
				}
				clock.advanceTimeBy(STEP);
			}
			clock.advanceTimeBy(Duration.ofMinutes(2));
			return simulation.spiked();
		});
	}

	private Spike spiked() {
		double before = p95(0, SPIKE_BEGINS);
		long recovered = this.reads.stream()
			.filter((read) -> read.askedAt() >= SPIKE_BEGINS && read.took() > 2 * before)
			.mapToLong((read) -> (long) (read.askedAt() + read.took()))
			.max()
			.orElse(SPIKE_ENDS);
		return new Spike(this.asked, this.reads.size(), this.refused, this.requests, before,
				p95(SPIKE_BEGINS, SPIKE_ENDS), p95(SPIKE_ENDS, SPIKE_ENDS + SPIKE_BEGINS),
				Math.max(0, recovered - SPIKE_ENDS));
	}

	private double p95(long from, long to) {
		return VirtualAutotask.percentile(this.reads.stream()
			.filter((read) -> read.askedAt() >= from && read.askedAt() < to)
			.map((read) -> Duration.ofNanos((long) (read.took() * 1_000_000)))
			.toList(), 95).toNanos() / 1_000_000.0;
	}

	@Override
	public Mono<Answer> proceed(CallExchange exchange) {
		return Mono.defer(() -> {
			if (!exchange.depart(this.time.nanos())) {
				return Mono.empty();
			}
			this.requests++;
			List<Long> ids = ids(exchange);
			double millis = this.meanMillis * Math.exp(DEVIATION * gaussian() - DEVIATION * DEVIATION / 2)
					+ 0.2 * ids.size();
			return Mono.delay(Duration.ofNanos((long) (millis * 1_000_000)))
				.map((tick) -> (exchange.call().operation() == Operation.QUERY) ? VirtualAutotask.rows(ids)
						: Calls.answer(200, "{\"item\":" + VirtualAutotask.row(ids.get(0)) + "}"));
		});
	}

	private static List<Long> ids(CallExchange exchange) {
		ApiCall call = exchange.call();
		if (call.operation() != Operation.QUERY || exchange.body() == null) {
			return List.of((call.id() != null) ? call.id() : 0L);
		}
		String body = new String(exchange.body());
		String ids = body.substring(body.indexOf("\"value\":[") + 9, body.indexOf(']', body.indexOf("\"value\":[")));
		return LongStream.of(java.util.Arrays.stream(ids.split(",")).mapToLong(Long::parseLong).toArray())
			.boxed()
			.toList();
	}

	private void ask(CallExchange exchange) {
		this.asked++;
		long askedAt = this.time.nanos();
		this.stage.apply(exchange, this)
			.subscribe((answer) -> {
				Duration waited = Duration.ofNanos(this.time.nanos() - askedAt);
				this.took.add(waited);
				this.reads.add(new Read((askedAt - this.begin) / 1_000_000, waited.toNanos() / 1_000_000.0));
			},
					(failure) -> this.refused++);
	}

	private void inBackground(long id) {
		this.stage
			.apply(CallExchange.arrived(
					Calls.get("Tickets", id, new CallOptions(false, 2, null, null, false)), Mono::never,
					CallListener.none()), this)
			.subscribe((answer) -> {
			}, (failure) -> this.refused++);
	}

	private double gaussian() {
		return Math.sqrt(-2 * Math.log(1 - this.random.nextDouble()))
				* Math.cos(2 * Math.PI * this.random.nextDouble());
	}

	private Outcome outcome() {
		double mean = this.took.stream().mapToLong(Duration::toNanos).average().orElse(Double.NaN) / 1_000_000;
		double p95 = this.took.isEmpty() ? Double.NaN
				: VirtualAutotask.percentile(this.took, 95).toNanos() / 1_000_000.0;
		return new Outcome(mean, p95, (double) this.requests / this.asked, this.asked - this.took.size());
	}

	private static <T> T inVirtualTime(java.util.function.Function<VirtualTimeScheduler, T> run) {
		VirtualTimeScheduler clock = VirtualTimeScheduler.getOrSet();
		try {
			return run.apply(clock);
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

	/**
	 * What came of it.
	 *
	 * @param meanMillis how long reads took on average
	 * @param p95Millis how long 95 percent of them took at most
	 * @param callsPerRead requests by reads
	 * @param unanswered reads that were not answered at the end
	 */
	record Outcome(double meanMillis, double p95Millis, double callsPerRead, int unanswered) {

	}

	/**
	 * A read that was answered, in milliseconds.
	 */
	private record Read(long askedAt, double took) {

	}

	/**
	 * What came of a spike.
	 *
	 * @param asked calls
	 * @param answered calls that got an answer
	 * @param refused calls that were refused
	 * @param requests requests
	 * @param before p95 in milliseconds
	 * @param during the same of calls that came in it
	 * @param after the same of calls that came after it
	 * @param recovery milliseconds from its end until the last call had its answer that
	 * took longer than twice the p95 of before
	 */
	record Spike(int asked, int answered, int refused, int requests, double before, double during, double after,
			long recovery) {

	}

	/** Prints the tables of {@code docs/benchmarks.md}. */
	public static void main(String[] args) {
		Duration duration = Duration.ofSeconds((args.length > 0) ? Long.parseLong(args[0]) : 60);
		System.out.println("| reads/s | alone | at once | 1 ms | 10 ms | 50 ms | auto |");
		for (double rate : new double[] { 2, 5, 20, 50, 100, 500 }) {
			StringBuilder row = new StringBuilder("| " + (int) rate + " |");
			for (BatchSettings batching : List.of(BatchSettings.none(), new BatchSettings(500, Duration.ZERO),
					new BatchSettings(500, Duration.ofMillis(1)), new BatchSettings(500, Duration.ofMillis(10)),
					new BatchSettings(500, Duration.ofMillis(50)), BatchSettings.defaults())) {
				Outcome outcome = (batching.maxSize() == 1 && rate > 20) ? null : reads(batching, rate, duration);
				row.append((outcome == null) ? " collapses |"
						: String.format(java.util.Locale.ROOT, " %.0f / %.0f / %.3f |", outcome.meanMillis(),
								outcome.p95Millis(), outcome.callsPerRead()));
			}
			System.out.println(row);
		}
		for (int backlog : new int[] { 0, 5_000 }) {
			Outcome outcome = interactive(backlog, duration);
			System.out.println("interactive, backlog " + backlog + ": " + outcome);
		}
		for (double rate : new double[] { 2, 4 }) {
			System.out.println("ten times " + (int) rate + " reads/s for 30 s: " + spike(rate));
		}
	}

}
