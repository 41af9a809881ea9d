package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Phase;
import io.autotask.performance.call.RowLikeness;
import io.autotask.performance.call.Stage;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.optimizer.HourlyLimit;
import io.autotask.performance.optimizer.RetryAfter;
import io.autotask.performance.optimizer.ThreadLimit;
import io.autotask.performance.optimizer.budget.Budgets;
import io.autotask.performance.optimizer.dispatch.SlotQueue.Refusal;
import io.autotask.performance.optimizer.dispatch.SlotQueue.SlotSnapshot;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Lets as many requests on the wire as the API takes, and lets the others wait, the most
 * urgent first. Reads by id that wait for the same slot leave together as one query. A
 * slot is held from just before the request is sent to the last byte of its answer. A
 * waiting call can be cancelled at any time and is then never sent.
 */
public final class DispatchStage implements Stage {

	/** The API does not count it. */
	private static final String EXEMPT = "ZoneInformation";

	private static final String MERGE = "merge";

	private static final String THREAD_LIMIT = "thread-limit";

	private static final String HOURLY_LIMIT = "hourly-limit";

	private final DispatchSettings settings;

	private final TimeSource time;

	private final Lessons lessons;

	private final Budgets budgets;

	private final ThresholdReads thresholds;

	private final SlotQueue queue;

	private final AtomicInteger parts = new AtomicInteger();

	private volatile boolean batching;

	/**
	 * The stage.
	 * @param settings how many may be sent, and wait
	 * @param likeness learns whether rows of queries may stand for rows of reads by id
	 * @param time the clock
	 */
	public DispatchStage(DispatchSettings settings, RowLikeness likeness, TimeSource time) {
		this.settings = settings;
		this.batching = settings.batching().enabled();
		this.time = time;
		this.lessons = new Lessons(likeness, time, settings.batching().maxSize());
		this.budgets = new Budgets(settings.budget(), time);
		this.thresholds = new ThresholdReads(this.budgets, this);
		this.queue = new SlotQueue(settings, time, this.lessons, this.budgets, new Outside());
	}

	@Override
	public Mono<Answer> apply(CallExchange exchange, Chain chain) {
		if (exchange.call().entity().equals(EXEMPT)) {
			return chain.proceed(exchange);
		}
		MergeKey key = (readsPerQuery() > 1) ? MergeKey.of(exchange) : null;
		return Mono.defer(() -> enter(exchange, chain, new Patience(this.time.nanos(), this.settings.maxWait()), key));
	}

	/**
	 * Counts a request that is sent without passing here, because everything is switched
	 * off, or something of ours broke: the tenant's hour has one less all the same.
	 * @param call what is sent
	 */
	public void passing(ApiCall call) {
		if (!call.entity().equals(EXEMPT)) {
			this.budgets.of(call.origin()).passing(this.time.nanos());
		}
	}

	/**
	 * The queues at this moment.
	 * @return by entity, in alphabetical order
	 */
	public Map<String, QueueSnapshot> snapshot() {
		Map<String, SlotSnapshot> sums = new TreeMap<>();
		this.queue.snapshot().forEach((key, slots) -> sums.merge(key.entity(), slots, SlotSnapshot::plus));
		Map<String, QueueSnapshot> queues = new TreeMap<>();
		sums.forEach((entity, slots) -> queues.put(entity, slots.forPeople()));
		return queues;
	}

	/**
	 * What the calls in the queues hold in memory until they are sent.
	 * @return the bytes of their bodies
	 */
	public long heldBytes() {
		return this.queue.heldBytes();
	}

	/**
	 * The hours of the tenants.
	 * @return what may be asked and read, and is always the same
	 */
	public Budgets budgets() {
		return this.budgets;
	}

	/**
	 * What calls of a priority may spend.
	 * @param priority 1 to 10
	 * @return how much, of the tenant of whom least is left, or null when there is no
	 * limit
	 */
	public Budgets.@Nullable Allowance allowance(int priority) {
		return this.budgets.allowance(Lane.of(priority).rank(false));
	}

	/**
	 * Lets reads by id that enter from now on leave together, or alone. Those who wait go
	 * as they came.
	 * @param on whether they leave together, as far as the settings let them
	 */
	public void setBatching(boolean on) {
		this.batching = on;
	}

	/**
	 * How many reads by id leave as one query.
	 * @return how many at most; 1 when each leaves alone
	 */
	public int readsPerQuery() {
		return this.batching ? Math.max(1, this.settings.batching().maxSize()) : 1;
	}

	/**
	 * What it was set to.
	 * @return the settings
	 */
	public DispatchSettings settings() {
		return this.settings;
	}

	private Mono<Answer> enter(CallExchange exchange, Chain chain, Patience patience, @Nullable MergeKey mergeKey) {
		return Mono.<Mono<Answer>>create(
				(sink) -> enter(new Ticket(new Waiting(exchange, chain, patience, sink), mergeKey, Lane.of(exchange))))
			.flatMap(Function.identity());
	}

	private void enter(Ticket ticket) {
		CallExchange exchange = ticket.exchange();
		MonoSink<Mono<Answer>> sink = ticket.passenger().sink();
		exchange.progress().enter(Phase.SLOT);
		Refusal refusal = this.queue.enter(ticket);
		if (refusal != null) {
			sink.error(Refusals.of(exchange.call(), refusal, this.settings));
			return;
		}
		if (exchange.progress().isWatched() && this.queue.unaffordable(ticket).compareTo(Duration.ZERO) > 0) {
			exchange.progress().enter(Phase.BUDGET);
		}
		// A grant that nobody takes any more gives its slot to the next one.
		sink.onCancel(() -> this.queue.giveUp(ticket));
		exchange.whenJoined(() -> {
			ticket.passenger().patience().joined(this.time.nanos());
			this.queue.raise(ticket, Lane.of(exchange));
		});
		Disposable.Swap timer = Disposables.swap();
		sink.onDispose(timer);
		// Most calls have their slot by now, and nobody has to watch them.
		if (!timer.isDisposed()) {
			watch(ticket, timer);
		}
	}

	private void watch(Ticket ticket, Disposable.Swap timer) {
		long left = Math.max(0, ticket.passenger().left(this.time.nanos()));
		timer.update(Schedulers.parallel().schedule(() -> timeOut(ticket, timer), left, TimeUnit.NANOSECONDS));
	}

	private void timeOut(Ticket ticket, Disposable.Swap timer) {
		if (ticket.passenger().left(this.time.nanos()) > 0) {
			watch(ticket, timer);
			return;
		}
		Duration unaffordable = this.queue.unaffordable(ticket);
		// Who has a slot is being told so, and goes.
		if (this.queue.expire(ticket)) {
			ticket.passenger().sink().error(Refusals.tooLong(ticket, unaffordable, this.settings, this.time.nanos()));
		}
	}

	private Mono<Answer> alone(Departure departure) {
		Ticket ticket = departure.first();
		return Mono.defer(() -> {
			if (this.queue.start(departure, (gone) -> {
			}).isEmpty()) {
				return Mono.empty();
			}
			return learning(ticket, onTheWire(departure, ticket.exchange(), ticket.passenger().chain()));
		})
			.flatMap((answer) -> (isToBeRepeated(answer) && !ticket.exchange().call().options().bypass())
					? rejected(ticket, ticket.mergeKey(), answer) : Mono.just(answer));
	}

	/**
	 * Whether the API turned a call away that is to be sent again.
	 */
	boolean isToBeRepeated(Answer answer) {
		return this.settings.pauses().repeated() && (ThreadLimit.rejected(answer) || HourlyLimit.rejected(answer));
	}

	/**
	 * A call that the API turned away queues again, at its old place. The endpoint, or
	 * the whole tenant, pauses, not the call.
	 */
	Mono<Answer> rejected(Ticket ticket, @Nullable MergeKey key, Answer answer) {
		boolean hourly = HourlyLimit.rejected(answer);
		if (!hourly) {
			ticket.passenger().patience().rejected();
		}
		ticket.exchange().planRetry(hourly ? HOURLY_LIMIT : THREAD_LIMIT);
		return enter(ticket, key);
	}

	private Mono<Answer> learning(Ticket ticket, Mono<Answer> sent) {
		MergeKey key = ticket.mergeKey();
		Long id = ticket.exchange().call().id();
		Specimen specimen = (key != null && id != null) ? this.lessons.sent(key, id) : null;
		return (specimen == null) ? sent
				: sent.doOnSuccess(specimen::answered)
					.doOnError((failure) -> specimen.failed())
					.doOnCancel(specimen::failed);
	}

	private void together(Departure departure, MergeKey key) {
		Batch batch = new Batch(departure, key, this);
		batch.send(this.queue.start(departure, batch::leave));
	}

	/**
	 * Sends a request that has a slot, and gives the slot back.
	 */
	Mono<Answer> onTheWire(Departure departure, CallExchange exchange, Chain chain) {
		return Mono.defer(() -> {
			departure.sending(exchange);
			exchange.publish(new CallEvent.SlotGranted(exchange.call(),
					Duration.ofNanos(this.time.nanos() - departure.first().enteredAt())));
			return watched(exchange.call(), chain.proceed(exchange));
		})
			.map((answer) -> returned(departure, exchange, answer))
			.doOnNext((answer) -> this.thresholds.answered(exchange, answer, chain))
			.switchIfEmpty(nobody(departure))
			.doOnError((failure) -> release(departure))
			.doOnCancel(() -> release(departure));
	}

	/**
	 * Gives back the slot of a request that was not sent.
	 */
	Mono<Answer> nobody(Departure departure) {
		return Mono.fromRunnable(() -> release(departure));
	}

	/**
	 * Gives back a slot, if that was not done.
	 */
	void release(Departure departure) {
		this.queue.release(departure, false);
	}

	/**
	 * One of those who left together queues once more.
	 * @param key with whom it may leave together, or null when it has to leave alone
	 */
	Mono<Answer> again(Ticket ticket, @Nullable MergeKey key) {
		ticket.exchange().planRetry(MERGE);
		return enter(ticket, key);
	}

	private Mono<Answer> enter(Ticket ticket, @Nullable MergeKey key) {
		Waiting passenger = ticket.passenger();
		return enter(passenger.exchange(), passenger.chain(), passenger.patience(), key);
	}

	/**
	 * Lets several of those who left together queue once more before one of them leaves.
	 */
	void gather(Departure departure, Runnable entering) {
		this.queue.gather(departure, entering);
	}

	/**
	 * A query had no such row. Whether a read by id says that there is none is found out
	 * once.
	 */
	Mono<Answer> absent(Ticket ticket, MergeKey key, Answer absent) {
		Absence absence = this.lessons.absence(key);
		if (absence.findOut()) {
			return again(ticket, null).doOnSuccess(absence::tell)
				.doOnError((failure) -> absence.tell(null))
				.doOnCancel(() -> absence.tell(null));
		}
		return Mono.fromFuture(absence.isSame(), true)
			.flatMap((same) -> same ? Mono.just(absent) : again(ticket, null));
	}

	/**
	 * A key for a part of a query that was refused.
	 */
	MergeKey part(MergeKey key) {
		return key.part(this.parts.updateAndGet((part) -> (part == Integer.MAX_VALUE) ? 1 : part + 1));
	}

	Lessons lessons() {
		return this.lessons;
	}

	private Mono<Answer> watched(ApiCall call, Mono<Answer> sent) {
		if (!call.write()) {
			return sent;
		}
		this.lessons.writes().begin();
		return sent.doFinally((signal) -> this.lessons.writes().end());
	}

	private Answer returned(Departure departure, CallExchange exchange, Answer answer) {
		if (ThreadLimit.rejected(answer)) {
			Duration asked = RetryAfter.of(answer.headers(), this.time.instant());
			this.queue.rejected(departure, (asked != null) ? asked : Duration.ZERO);
			exchange.publish(new CallEvent.Rejected(exchange.call()));
		}
		else if (HourlyLimit.rejected(answer)) {
			exhausted(departure, answer);
		}
		if (answer instanceof Answer.Stream stream) {
			return held(departure, stream);
		}
		this.queue.release(departure, true);
		return answer;
	}

	/** Nobody waits for something that will not come in time. */
	private void exhausted(Departure departure, Answer answer) {
		Duration asked = RetryAfter.of(answer.headers(), this.time.instant());
		for (Ticket ticket : this.queue.exhausted(departure, (asked != null) ? asked : Duration.ZERO)) {
			Refusal refusal = new Refusal(Reason.BUDGET_EXHAUSTED, this.queue.unaffordable(ticket));
			ticket.passenger().sink().error(Refusals.of(ticket.exchange().call(), refusal, this.settings));
		}
	}

	/**
	 * The bytes of a stream are still coming: its slot is free when the last one is here.
	 * Nobody may ever read it, such as when a filter of the application replaces the
	 * response; then it is ended after a while, and its connection with it.
	 */
	private Answer.Stream held(Departure departure, Answer.Stream stream) {
		Disposable.Swap patience = Disposables.swap();
		Answer.Stream held = stream.whenOver((bytes) -> {
			patience.dispose();
			release(departure);
		});
		patience.update(Schedulers.parallel()
			.schedule(held::discardUnlessRead, this.settings.maxWait().toNanos(), TimeUnit.NANOSECONDS));
		return held;
	}

	private final class Outside implements SlotQueue.Outside {

		@Override
		public void depart(Departure departure) {
			MergeKey key = departure.first().mergeKey();
			if (departure.isMerged() && key != null) {
				together(departure, key);
			}
			else {
				departure.first().passenger().proceed(alone(departure));
			}
		}

		@Override
		public void alarm(long nanos, Runnable action) {
			Schedulers.parallel().schedule(action, nanos, TimeUnit.NANOSECONDS);
		}

		@Override
		public double random() {
			return ThreadLocalRandom.current().nextDouble();
		}

	}

}
