package io.autotask.performance.call;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.autotask.performance.call.CallEvent.NotSentReason;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

/**
 * One call on its way, and the account of the callers who wait for it. Most exchanges
 * have one caller; the exchange of a shared flight has as many as joined.
 * <p>
 * Every caller is counted once: it waits until the exchange is settled. When the request
 * departs, one of those who wait is the call that was sent and the others are shared;
 * when it is answered from memory all are recalled; when it ends unsent, none was sent.
 * Who joins after that is counted the same way. State is guarded by the monitor of this
 * object; the listener is called outside of it, which is why each event is balanced in
 * itself.
 */
public final class CallExchange {

	private static final int MAX_TRACES = 16;

	private final ApiCall call;

	private final Wire wire;

	private final CallListener listener;

	private final Progress progress = new Progress();

	private int waiting;

	private boolean retryWaiting;

	private boolean ended;

	private int priority;

	private int joins;

	private @Nullable Runnable onJoin;

	private @Nullable Runnable onDeparture;

	private @Nullable Long departedAt;

	private @Nullable Settlement settlement;

	private @Nullable CallExchange carrier;

	private @Nullable Set<String> traces;

	private CallExchange(ApiCall call, Wire wire, CallListener listener, int waiting) {
		this.call = call;
		this.wire = wire;
		this.listener = listener;
		this.waiting = waiting;
		this.priority = call.options().priority();
	}

	/**
	 * An exchange of one caller, who waits from now on.
	 * @param call what is asked
	 * @param wire how to send it
	 * @param listener hears what happens
	 * @return the exchange
	 */
	public static CallExchange arrived(ApiCall call, Wire wire, CallListener listener) {
		CallExchange exchange = new CallExchange(call, wire, listener, 1);
		listener.on(new CallEvent.Arrived(call));
		return exchange;
	}

	/**
	 * An exchange for the same request that belongs to no caller yet.
	 * @return the exchange of a flight
	 */
	public CallExchange forFlight() {
		CallExchange flight = new CallExchange(this.call, this.wire, this.listener, 0);
		flight.note(this.wire.trace());
		return flight;
	}

	/**
	 * An exchange for the same request that is made behind the caller's back.
	 * @return an exchange that waits from now on
	 */
	public CallExchange behind() {
		return arrived(this.call.behind(), this.wire, this.listener);
	}

	/**
	 * What is asked.
	 * @return the call
	 */
	public ApiCall call() {
		return this.call;
	}

	/**
	 * The request, ready to be sent. Whoever sends it calls {@link #depart} first.
	 * @return sends when subscribed to
	 */
	public Mono<ClientResponse> send() {
		return Mono.defer(() -> {
			Sending sending = new Sending();
			return this.wire.send(sending::connected)
				.doOnNext((response) -> this.progress.enter(Phase.TRANSFER))
				.doFinally((signal) -> sending.over());
		});
	}

	/**
	 * In which phase it is.
	 * @return told by those who do the work of a phase
	 */
	public Progress progress() {
		return this.progress;
	}

	/**
	 * What the request says.
	 * @return the bytes of its body, or null when there is none or it is not known
	 */
	public byte @Nullable [] body() {
		return this.wire.body();
	}

	/**
	 * Tells what happened to this call.
	 * @param event what
	 */
	public void publish(CallEvent event) {
		if (event instanceof CallEvent.Returned) {
			this.progress.enter(Phase.CACHE);
		}
		this.listener.on(event);
	}

	/**
	 * This exchange answers the caller of another one too. Also right when it is settled
	 * at the same moment.
	 * @param caller the exchange of the one who joins
	 * @return what to publish once no lock is held, or null
	 */
	public @Nullable CallEvent takeOver(CallExchange caller) {
		int joining = caller.takeWaiting();
		caller.carriedBy(this);
		note(caller.wire.trace());
		this.progress.carry(caller.progress);
		Settlement settled = admit(joining);
		joined(caller.call.options().priority());
		return (settled != null && joining > 0) ? settled.event(caller.call, joining) : null;
	}

	/**
	 * Under which traces the one who is sent, and those who are answered by it, asked.
	 * @return trace headers, of not more than some who joined; the first is the one that
	 * is sent; empty when there is none
	 */
	public List<String> traces() {
		CallExchange sent = carrier();
		if (sent != null) {
			return sent.traces();
		}
		synchronized (this) {
			return (this.traces != null) ? List.copyOf(this.traces) : List.of();
		}
	}

	/**
	 * The highest priority of those who wait, or waited, for this exchange.
	 * @return 1 to 10
	 */
	public synchronized int priority() {
		return this.priority;
	}

	/**
	 * How many callers joined so far. Who joins may wait as long as everybody else.
	 * @return the number
	 */
	public synchronized int joins() {
		return this.joins;
	}

	/**
	 * Tells, from now on, when a caller joins.
	 * @param action run at once, under locks, so it must not call back; replaces the one
	 * that was there
	 */
	public synchronized void whenJoined(Runnable action) {
		this.onJoin = action;
	}

	/**
	 * Does something, from now on, each time just before the request is handed to the
	 * network.
	 * @param action run at once and under no lock; replaces the one that was there
	 */
	public synchronized void whenDeparting(Runnable action) {
		this.onDeparture = action;
	}

	private void joined(int priorityOfCaller) {
		Runnable action;
		synchronized (this) {
			this.joins++;
			this.priority = Math.max(this.priority, priorityOfCaller);
			action = this.onJoin;
		}
		if (action != null) {
			action.run();
		}
	}

	/**
	 * One of several callers goes away while the others stay.
	 */
	public void leave() {
		synchronized (this) {
			if (this.waiting == 0) {
				return;
			}
			this.waiting--;
		}
		this.listener.on(new CallEvent.NotSent(this.call, NotSentReason.CANCELLED, 1));
	}

	/**
	 * Everybody who waits is answered from memory.
	 */
	public void recall() {
		settle(CallEvent.Recalled::new);
	}

	/**
	 * The request is handed to the network now, unless everybody who waited for it is
	 * gone.
	 * @param nanos the time
	 * @return false when it must not be sent any more
	 */
	public boolean depart(long nanos) {
		Runnable before;
		synchronized (this) {
			before = this.onDeparture;
		}
		if (before != null) {
			before.run();
		}
		int shared = 0;
		synchronized (this) {
			if (!this.retryWaiting && this.settlement != null) {
				return false;
			}
			if (this.settlement == null) {
				this.settlement = CallEvent.Shared::new;
				shared = takeWaiting() - 1;
			}
			this.retryWaiting = false;
			this.departedAt = nanos;
		}
		this.progress.enter(Phase.CONNECT);
		this.listener.on(new CallEvent.Departed(this.call));
		if (shared > 0) {
			this.listener.on(new CallEvent.Shared(this.call, shared));
		}
		return true;
	}

	/**
	 * When the request was last handed to the network.
	 * @return nanoseconds of the time source, or empty when it was not
	 */
	public synchronized OptionalLong departedAt() {
		return (this.departedAt != null) ? OptionalLong.of(this.departedAt) : OptionalLong.empty();
	}

	/**
	 * The request, which was sent, waits to be sent again, unless nobody waits for it any
	 * more: its answer may come while the last caller goes away.
	 * @param cause why, in one word
	 */
	public void planRetry(String cause) {
		synchronized (this) {
			if (this.ended) {
				return;
			}
			this.retryWaiting = true;
		}
		this.progress.enter(Phase.BACKOFF);
		this.listener.on(new CallEvent.RetryPlanned(this.call, cause));
	}

	/**
	 * Nothing more will be sent for this exchange.
	 * @param reason how those end who still wait
	 */
	public void end(NotSentReason reason) {
		boolean retryLost;
		synchronized (this) {
			this.ended = true;
			retryLost = this.retryWaiting;
			this.retryWaiting = false;
		}
		if (retryLost) {
			this.listener.on(new CallEvent.NotSent(this.call, reason, 1));
		}
		settle((call, count) -> new CallEvent.NotSent(call, reason, count));
	}

	/**
	 * Everybody who waits goes on by itself, with {@link #goAlone}.
	 */
	public void dismiss() {
		settle((call, count) -> null);
	}

	/**
	 * The caller goes on by itself, because the exchange that took it over could not
	 * answer it.
	 * @param other that exchange
	 */
	public void goAlone(CallExchange other) {
		boolean counted = other.departedAt().isPresent();
		synchronized (this) {
			this.waiting = 1;
			this.carrier = null;
		}
		other.progress.drop(this.progress);
		this.progress.enter(Phase.CACHE);
		if (counted) {
			this.listener.on(new CallEvent.Unshared(this.call));
		}
	}

	/**
	 * Whether the caller waits for this very exchange, and for no other that took it
	 * over.
	 * @return true when nothing was done for the caller yet
	 */
	public synchronized boolean isWaiting() {
		return this.waiting > 0 && this.settlement == null;
	}

	private void settle(Settlement settlement) {
		int settled;
		synchronized (this) {
			if (this.settlement == null) {
				this.settlement = settlement;
			}
			settled = takeWaiting();
		}
		CallEvent event = (settled > 0) ? settlement.event(this.call, settled) : null;
		if (event != null) {
			this.listener.on(event);
		}
	}

	private synchronized @Nullable Settlement admit(int joining) {
		if (this.settlement == null) {
			this.waiting += joining;
		}
		return this.settlement;
	}

	private synchronized void carriedBy(CallExchange other) {
		this.carrier = other;
	}

	private synchronized @Nullable CallExchange carrier() {
		return this.carrier;
	}

	private synchronized void note(@Nullable String trace) {
		if (trace == null) {
			return;
		}
		Set<String> noted = (this.traces != null) ? this.traces : new LinkedHashSet<>();
		this.traces = noted;
		if (noted.size() < MAX_TRACES) {
			noted.add(trace);
		}
	}

	private synchronized int takeWaiting() {
		int taken = this.waiting;
		this.waiting = 0;
		return taken;
	}

	/** One request on its way to a connection; tells once whether it got one. */
	private final class Sending {

		private final AtomicBoolean told = new AtomicBoolean();

		Sending() {
			CallExchange.this.listener.on(new CallEvent.Connecting(CallExchange.this.call));
		}

		void connected(NativeRequest request) {
			long since = departedAt().orElse(0);
			if (this.told.compareAndSet(false, true)) {
				CallExchange.this.progress.enter(Phase.FIRST_BYTE);
				CallExchange.this.listener.on(new CallEvent.Connected(CallExchange.this.call, request, since));
			}
		}

		void over() {
			if (this.told.compareAndSet(false, true)) {
				CallExchange.this.listener.on(new CallEvent.NotConnected(CallExchange.this.call));
			}
		}

	}

	/** What became of the calls that waited. */
	@FunctionalInterface
	private interface Settlement {

		@Nullable CallEvent event(ApiCall call, int count);

	}

}
