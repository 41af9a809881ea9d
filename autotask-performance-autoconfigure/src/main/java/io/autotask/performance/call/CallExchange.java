package io.autotask.performance.call;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
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
 * Who joins after that is counted the same way. An exchange may also be sent as one of
 * several, by the exchange that was {@link #merged} of them: then one of those is the
 * call that was sent and the others are batched. State is guarded by the monitor of this
 * object; the listener is called outside of it, which is why each event is balanced in
 * itself.
 */
public final class CallExchange {

	private static final int MAX_TRACES = 16;

	private final ApiCall call;

	private final Wire wire;

	private final CallListener listener;

	private final Progress progress = new Progress();

	/** Those for whom this one is sent; none when it is sent for itself. */
	private final List<CallExchange> members;

	private int waiting;

	private boolean retryWaiting;

	private boolean carried;

	private boolean alone;

	private boolean ended;

	private boolean recalled;

	private int priority;

	private int joins;

	private @Nullable Long dueBy;

	private @Nullable Runnable onJoin;

	private @Nullable Runnable onDeparture;

	private @Nullable Long departedAt;

	private @Nullable Attempt attempt;

	private @Nullable Settlement settlement;

	private @Nullable CallExchange carrier;

	private @Nullable Set<String> traces;

	private CallExchange(ApiCall call, Wire wire, CallListener listener, List<CallExchange> members, int waiting) {
		this.call = call;
		this.wire = wire;
		this.listener = listener;
		this.members = List.copyOf(members);
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
		CallExchange exchange = new CallExchange(call, wire, listener, List.of(), 1);
		listener.arrived(call);
		return exchange;
	}

	/**
	 * An exchange for the same request that belongs to no caller yet.
	 * @return the exchange of a flight
	 */
	public CallExchange forFlight() {
		CallExchange flight = new CallExchange(this.call, this.wire, this.listener, List.of(), 0);
		flight.note(this.wire.trace());
		return flight;
	}

	/**
	 * An exchange for one query that stands for several reads by id. When it departs, one
	 * of them is the call that was sent, and the others were saved.
	 * @param call what is asked
	 * @param query the body of the query
	 * @param members the reads, at least one, all by the same caller to the same entity
	 * @return the exchange of the query
	 */
	public static CallExchange merged(ApiCall call, byte[] query, List<CallExchange> members) {
		CallExchange first = members.get(0);
		CallExchange merged = new CallExchange(call, first.wire.asQuery(query), first.listener, members, 0);
		merged.progress.enter(Phase.SLOT);
		for (CallExchange member : members) {
			member.traces().forEach(merged::note);
			member.carriedBy(merged);
			merged.progress.carry(member.progress);
		}
		return merged;
	}

	/**
	 * Whether the request may be one of the {@link #merged} ones, as far as it can be
	 * sent in that way.
	 * @return false when it can only be sent as it is
	 */
	public synchronized boolean isMergeable() {
		return this.wire.isMergeable() && !this.alone;
	}

	/**
	 * An exchange for the same request that is made behind the caller's back.
	 * @return an exchange that waits from now on
	 */
	public CallExchange behind() {
		return arrived(this.call.behind(), this.wire, this.listener);
	}

	/**
	 * An exchange for something else that the same caller might ask, which nobody in the
	 * application waits for.
	 * @param call what is asked
	 * @param resource its path below the API's version
	 * @return an exchange that waits from now on, or null when it cannot be asked in the
	 * place of this one
	 */
	public @Nullable CallExchange aside(ApiCall call, String resource) {
		Wire other = this.wire.elsewhere(resource);
		return (other != null) ? arrived(call, other, this.listener) : null;
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
		joined(caller);
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

	/**
	 * Until when somebody waits for the answer.
	 * @return nanoseconds of the time source, of the one who waits for longest; null when
	 * somebody said nothing
	 */
	public synchronized @Nullable Long dueBy() {
		return this.dueBy;
	}

	/**
	 * The caller waits no longer than that.
	 * @param nanos nanoseconds of the time source
	 */
	public synchronized void dueBy(long nanos) {
		this.dueBy = nanos;
	}

	private void joined(CallExchange caller) {
		Runnable action;
		Long due = caller.dueBy();
		synchronized (this) {
			boolean first = this.joins == 0;
			this.joins++;
			this.priority = Math.max(this.priority, caller.priority());
			if (first || this.dueBy == null || due == null) {
				this.dueBy = first ? due : null;
			}
			else {
				this.dueBy = (due - this.dueBy > 0) ? due : this.dueBy;
			}
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
		int count;
		synchronized (this) {
			this.recalled |= this.settlement == null;
			count = claim(CallEvent.Recalled::new);
		}
		if (count > 0) {
			this.listener.recalled(this.call, count);
		}
	}

	/**
	 * The caller has what it asked for, or an error.
	 * @param completion how the call ended
	 */
	public void complete(Completion completion) {
		this.listener.completed(completion);
	}

	/**
	 * The request is handed to the network now, unless everybody who waited for it is
	 * gone.
	 * @param nanos the time
	 * @return false when it must not be sent any more
	 */
	public boolean depart(long nanos) {
		List<CallExchange> leaving = this.members.isEmpty() ? List.of(this) : this.members;
		Attempt request = new Attempt();
		int departed = 0;
		int shared = 0;
		for (CallExchange exchange : leaving) {
			OptionalInt sharing = exchange.setOut(nanos, request, departed > 0);
			departed += sharing.isPresent() ? 1 : 0;
			shared += sharing.orElse(0);
		}
		if (departed == 0) {
			return false;
		}
		synchronized (this) {
			this.attempt = request;
		}
		this.progress.enter(Phase.CONNECT);
		publishDeparture(departed, shared);
		return true;
	}

	private void publishDeparture(int departed, int shared) {
		this.listener.on(new CallEvent.Departed(this.call));
		if (departed > 1) {
			this.listener.on(new CallEvent.Batched(this.call, departed - 1));
		}
		if (shared > 0) {
			this.listener.on(new CallEvent.Shared(this.call, shared));
		}
		if (!this.members.isEmpty()) {
			this.listener.on(new CallEvent.Merged(this.call, departed));
		}
	}

	/**
	 * Sets out now, if somebody still waits for it.
	 * @param carried whether another one counts as the call that was sent
	 * @return how many callers share it with the first one, or empty when nobody waits
	 */
	private OptionalInt setOut(long nanos, Attempt request, boolean carried) {
		Runnable before;
		synchronized (this) {
			before = this.onDeparture;
		}
		if (before != null) {
			before.run();
		}
		synchronized (this) {
			if (!this.retryWaiting && this.settlement != null) {
				return OptionalInt.empty();
			}
			int shared = 0;
			if (this.settlement == null) {
				this.settlement = CallEvent.Shared::new;
				shared = takeWaiting() - 1;
			}
			this.retryWaiting = false;
			this.carried = carried;
			this.attempt = request;
			this.departedAt = nanos;
			return OptionalInt.of(Math.max(0, shared));
		}
	}

	/**
	 * Nobody waits any more for this exchange, which was sent as one of several.
	 */
	public void leaveMerged() {
		synchronized (this) {
			if (!this.carried) {
				return;
			}
			this.carried = false;
		}
		this.listener.on(new CallEvent.Unbatched(this.call));
		this.listener.on(new CallEvent.NotSent(this.call, NotSentReason.CANCELLED, 1));
	}

	/**
	 * When the request was last handed to the network.
	 * @return nanoseconds of the time source, or empty when it was not
	 */
	public synchronized OptionalLong departedAt() {
		return (this.departedAt != null) ? OptionalLong.of(this.departedAt) : OptionalLong.empty();
	}

	/**
	 * The request that was last handed to the network.
	 * @return the same one for all who left together, or null when there was none
	 */
	public synchronized @Nullable Attempt attempt() {
		return this.attempt;
	}

	/**
	 * The request, which was sent, waits to be sent again, unless nobody waits for it any
	 * more: its answer may come while the last caller goes away. Of several that were
	 * sent as one, one is sent again, and nothing was saved for the others.
	 * @param cause why, in one word
	 */
	public void planRetry(String cause) {
		boolean wasCarried;
		synchronized (this) {
			if (this.ended) {
				return;
			}
			wasCarried = this.carried;
			this.carried = false;
			this.carrier = null;
			this.retryWaiting = true;
		}
		this.progress.enter(Phase.BACKOFF);
		this.listener
			.on(wasCarried ? new CallEvent.Unbatched(this.call) : new CallEvent.RetryPlanned(this.call, cause));
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
		boolean recalled = other.wasRecalled();
		boolean counted = other.departedAt().isPresent();
		synchronized (this) {
			this.waiting = 1;
			this.carrier = null;
			this.alone = true;
		}
		other.progress.drop(this.progress);
		this.progress.enter(Phase.CACHE);
		if (recalled) {
			this.listener.on(new CallEvent.Unrecalled(this.call));
		}
		else if (counted) {
			this.listener.on(new CallEvent.Unshared(this.call));
		}
	}

	private synchronized boolean wasRecalled() {
		return this.recalled;
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
		int settled = claim(settlement);
		CallEvent event = (settled > 0) ? settlement.event(this.call, settled) : null;
		if (event != null) {
			this.listener.on(event);
		}
	}

	private synchronized int claim(Settlement claimed) {
		if (this.settlement == null) {
			this.settlement = claimed;
		}
		return takeWaiting();
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
