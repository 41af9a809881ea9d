package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Phase;
import io.autotask.performance.call.Stage;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.optimizer.ThreadLimit;
import io.autotask.performance.optimizer.dispatch.SlotQueue.SlotSnapshot;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Lets as many requests on the wire as the API takes, and lets the others wait, the most
 * urgent first. A slot is held from just before the request is sent to the last byte of
 * its answer. A waiting call can be cancelled at any time and is then never sent.
 */
public final class DispatchStage implements Stage {

	/** The API does not count it. */
	private static final String EXEMPT = "ZoneInformation";

	private final DispatchSettings settings;

	private final TimeSource time;

	private final SlotQueue queue;

	/**
	 * The stage.
	 * @param settings how many may be sent, and wait
	 * @param time the clock
	 */
	public DispatchStage(DispatchSettings settings, TimeSource time) {
		this.settings = settings;
		this.time = time;
		this.queue = new SlotQueue(settings, time);
	}

	@Override
	public Mono<Answer> apply(CallExchange exchange, Chain chain) {
		if (exchange.call().entity().equals(EXEMPT)) {
			return chain.proceed(exchange);
		}
		return Mono.<Ticket>create((sink) -> enter(exchange, sink)).flatMap((ticket) -> run(ticket, exchange, chain));
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

	private void enter(CallExchange exchange, MonoSink<Ticket> sink) {
		ApiCall call = exchange.call();
		exchange.progress().enter(Phase.SLOT);
		Ticket ticket = this.queue.enter(SlotKey.of(call), Lane.of(exchange.priority()), sink::success);
		if (ticket == null) {
			sink.error(refused(call, Reason.QUEUE_FULL, "as many calls wait as may, " + this.settings.maxQueue()
					+ ". Ask for less at once, or raise 'autotask.performance.optimization.concurrency.max-queue'"));
			return;
		}
		// A grant that nobody takes any more gives its slot to the next one.
		sink.onCancel(() -> this.queue.giveUp(ticket));
		AtomicReference<@Nullable Long> joinedAt = new AtomicReference<>();
		exchange.whenJoined(() -> {
			joinedAt.set(this.time.nanos());
			this.queue.raise(ticket, Lane.of(exchange.priority()));
		});
		Disposable.Swap timer = Disposables.swap();
		sink.onDispose(timer);
		startTimer(timer, this.settings.maxWait().toNanos(), () -> timeOut(call, ticket, sink, timer, joinedAt));
	}

	private static void startTimer(Disposable.Swap timer, long nanos, Runnable timeOut) {
		timer.update(Schedulers.parallel().schedule(timeOut, nanos, TimeUnit.NANOSECONDS));
	}

	/** Who joined later may wait as long as the first one did. */
	private void timeOut(ApiCall call, Ticket ticket, MonoSink<Ticket> sink, Disposable.Swap timer,
			AtomicReference<@Nullable Long> joinedAt) {
		Long joined = joinedAt.getAndSet(null);
		long left = (joined != null) ? joined + this.settings.maxWait().toNanos() - this.time.nanos() : 0;
		if (left > 0) {
			startTimer(timer, left, () -> timeOut(call, ticket, sink, timer, joinedAt));
			return;
		}
		// Who has a slot is being told so, and goes.
		if (this.queue.expire(ticket)) {
			sink.error(refused(call, Reason.QUEUE_TIMEOUT, "no slot of " + call.entity() + " came free within "
					+ this.settings.maxWait()
					+ ". Ask for less at once, or raise 'autotask.performance.optimization.concurrency.max-wait'"));
		}
	}

	private Mono<Answer> run(Ticket ticket, CallExchange exchange, Chain chain) {
		if (!this.queue.start(ticket)) {
			return Mono.empty();
		}
		exchange.publish(
				new CallEvent.SlotGranted(exchange.call(), Duration.ofNanos(this.time.nanos() - ticket.enteredAt())));
		return Mono.defer(() -> chain.proceed(exchange))
			.map((answer) -> returned(ticket, exchange, answer))
			.switchIfEmpty(Mono.fromRunnable(() -> this.queue.release(ticket)))
			.doOnError((failure) -> this.queue.release(ticket))
			.doOnCancel(() -> this.queue.release(ticket));
	}

	private Answer returned(Ticket ticket, CallExchange exchange, Answer answer) {
		if (ThreadLimit.rejected(answer)) {
			this.queue.rejected(ticket);
			exchange.publish(new CallEvent.Rejected(exchange.call()));
		}
		if (answer instanceof Answer.Stream stream) {
			return held(ticket, stream);
		}
		this.queue.release(ticket);
		return answer;
	}

	/**
	 * The bytes of a stream are still coming: its slot is free when the last one is here.
	 * Nobody may ever read it, such as when a filter of the application replaces the
	 * response; then it is ended after a while, and its connection with it.
	 */
	private Answer.Stream held(Ticket ticket, Answer.Stream stream) {
		Disposable.Swap patience = Disposables.swap();
		Answer.Stream held = stream.whenOver((bytes) -> {
			patience.dispose();
			this.queue.release(ticket);
		});
		patience.update(Schedulers.parallel()
			.schedule(held::discardUnlessRead, this.settings.maxWait().toNanos(), TimeUnit.NANOSECONDS));
		return held;
	}

	private static AutotaskRequestRefusedException refused(ApiCall call, Reason reason, String why) {
		return new AutotaskRequestRefusedException(reason, Duration.ZERO,
				"Autotask was not asked (" + call.inWords() + "): " + why + ".");
	}

}
