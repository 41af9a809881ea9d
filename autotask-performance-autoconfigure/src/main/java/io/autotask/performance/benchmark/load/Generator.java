package io.autotask.performance.benchmark.load;

import java.time.Duration;
import java.util.PrimitiveIterator;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.autotask.performance.call.TimeSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Makes load. In an open one a call begins when it is due, however many are still on
 * their way; when it begins late, that is measured and told with the call, so that its
 * latency counts from when it was due (the remedy of G. Tene for what he calls
 * coordinated omission). One that cannot begin because too many are on their way is
 * dropped and counted. Immutable; each round has its own state.
 */
public final class Generator {

	private final TimeSource time;

	private final Scheduler pacer;

	private final Scheduler workers;

	private final int mostInFlight;

	/**
	 * A generator.
	 * @param time the clock
	 * @param pacer wakes up when calls are due
	 * @param workers make the calls
	 * @param mostInFlight how many calls of an open load may be on their way
	 */
	public Generator(TimeSource time, Scheduler pacer, Scheduler workers, int mostInFlight) {
		this.time = time;
		this.pacer = pacer;
		this.workers = workers;
		this.mostInFlight = mostInFlight;
	}

	/**
	 * Plays one round.
	 * @param load the load
	 * @param seed what arrivals and pauses by chance follow from
	 * @param call makes one call; an error of it ends the round
	 * @param dropped told of each call that could not begin
	 * @param stop what ends the round early; calls that are on their way come to their
	 * end
	 * @return ends when the last call has
	 */
	public Mono<Void> play(Load load, long seed, Function<Intended, Mono<Void>> call, Runnable dropped,
			Publisher<?> stop) {
		return (load instanceof Load.Closed closed) ? closed(closed, seed, call, stop)
				: open(load, Arrivals.of(load, seed), call, dropped, stop);
	}

	private Mono<Void> open(Load load, PrimitiveIterator.OfLong offsets, Function<Intended, Mono<Void>> call,
			Runnable dropped, Publisher<?> stop) {
		AtomicLong inFlight = new AtomicLong();
		return Flux.<Intended>create((sink) -> new Pace(sink, offsets, load.users()).start())
			.takeUntilOther(stop)
			.filter((intended) -> {
				if (inFlight.get() < this.mostInFlight) {
					inFlight.incrementAndGet();
					return true;
				}
				dropped.run();
				return false;
			})
			.flatMap((intended) -> call.apply(intended)
				.subscribeOn(this.workers)
				.doFinally((signal) -> inFlight.decrementAndGet()), Integer.MAX_VALUE)
			.then();
	}

	private Mono<Void> closed(Load.Closed load, long seed, Function<Intended, Mono<Void>> call, Publisher<?> stop) {
		return Mono.defer(() -> {
			Team team = new Team(load, seed, call, this.time.nanos());
			// Kept, so that all users hear of it, whenever they ask.
			Mono<Void> end = Mono
				.firstWithSignal(Mono.from(stop).then(), Mono.delay(load.duration(), this.pacer).then())
				.doOnTerminate(() -> team.over.set(true))
				.cache();
			Duration between = load.rampUp().dividedBy(Math.max(1, load.users() - 1));
			return Flux.range(0, load.users())
				.flatMap((user) -> Mono.delay(between.multipliedBy(user), this.pacer)
					.takeUntilOther(end)
					.then(Mono.defer(() -> new User(user, team).work(end))), load.users())
				.then();
		});
	}

	/** What the users of one round have in common. */
	private static final class Team {

		private final Load.Closed load;

		private final long seed;

		private final Function<Intended, Mono<Void>> call;

		private final long startedAt;

		private final AtomicLong numbers = new AtomicLong();

		private final AtomicBoolean over = new AtomicBoolean();

		Team(Load.Closed load, long seed, Function<Intended, Mono<Void>> call, long startedAt) {
			this.load = load;
			this.seed = seed;
			this.call = call;
			this.startedAt = startedAt;
		}

		boolean isDone() {
			return this.over.get() || this.numbers.get() >= this.load.steps();
		}

	}

	/** One who waits for an answer, thinks, and asks again. */
	private final class User {

		private final int user;

		private final Team team;

		private final SplittableRandom random;

		private long readyAt = Generator.this.time.nanos();

		User(int user, Team team) {
			this.user = user;
			this.team = team;
			this.random = new SplittableRandom(team.seed + user);
		}

		Mono<Void> work(Mono<Void> end) {
			// Each call on a worker of its own: one whose answers are all in memory would
			// not let the others have their turn.
			return Mono.defer(() -> next(end))
				.subscribeOn(Generator.this.workers)
				.repeat(() -> !this.team.isDone())
				.then();
		}

		private Mono<Void> next(Mono<Void> end) {
			if (this.team.isDone()) {
				return Mono.empty();
			}
			long number = this.team.numbers.getAndIncrement();
			if (number >= this.team.load.steps()) {
				return Mono.empty();
			}
			long lag = Math.max(0, Generator.this.time.nanos() - this.readyAt);
			return this.team.call
				.apply(new Intended(number, this.readyAt - this.team.startedAt, this.readyAt, lag, this.user))
				.then(Mono.defer(() -> think(end)));
		}

		private Mono<Void> think(Mono<Void> end) {
			double factor = 1 + this.team.load.thinkTimeVariation() * (2 * this.random.nextDouble() - 1);
			Duration pause = Duration.ofNanos((long) (this.team.load.thinkTime().toNanos() * factor));
			this.readyAt = Generator.this.time.nanos() + pause.toNanos();
			return pause.isZero() ? Mono.empty() : Mono.delay(pause, Generator.this.pacer).takeUntilOther(end).then();
		}

	}

	/** Wakes up when the next call is due, and lets all begin that are. */
	private final class Pace implements Runnable {

		private final FluxSink<Intended> sink;

		private final PrimitiveIterator.OfLong offsets;

		private final int users;

		private final Scheduler.Worker worker = Generator.this.pacer.createWorker();

		private final long startedAt = Generator.this.time.nanos();

		private long number;

		private long next;

		Pace(FluxSink<Intended> sink, PrimitiveIterator.OfLong offsets, int users) {
			this.sink = sink;
			this.offsets = offsets;
			this.users = users;
		}

		void start() {
			this.sink.onDispose(this.worker);
			if (this.offsets.hasNext()) {
				this.next = this.offsets.nextLong();
				this.worker.schedule(this);
			}
			else {
				this.sink.complete();
			}
		}

		@Override
		public void run() {
			long now = Generator.this.time.nanos() - this.startedAt;
			while (now >= this.next) {
				this.sink.next(new Intended(this.number, this.next, this.startedAt + this.next, now - this.next,
						(int) (this.number % this.users)));
				this.number++;
				if (!this.offsets.hasNext()) {
					this.sink.complete();
					return;
				}
				this.next = this.offsets.nextLong();
				now = Generator.this.time.nanos() - this.startedAt;
			}
			if (!this.sink.isCancelled()) {
				this.worker.schedule(this, this.next - now, TimeUnit.NANOSECONDS);
			}
		}

	}

}
