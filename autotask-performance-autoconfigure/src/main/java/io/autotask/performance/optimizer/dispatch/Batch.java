package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.RowLikeness.Verdict;
import io.autotask.performance.query.Filters;
import io.autotask.performance.query.Query;
import io.autotask.performance.query.QueryWriter;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * Reads by id on their way as one query. It belongs to none of their callers: it goes on
 * as long as one of them waits, in nobody's Reactor Context, and is cancelled when the
 * last one goes.
 * <p>
 * Who is on board is guarded by the monitor of this object. Nobody is told anything under
 * it.
 */
final class Batch {

	private static final QueryWriter WRITER = new QueryWriter();

	/** Above it, in bytes, a body is read on a worker thread and not on an event loop. */
	private static final int LARGE = 256 * 1024;

	/** How long the rows of a query wait for the row that they are compared with. */
	private static final Duration LONGEST_PROOF = Duration.ofSeconds(1);

	private final Departure departure;

	private final MergeKey key;

	private final DispatchStage stage;

	/** One for each, so that what one of them throws keeps nothing from the others. */
	private final Map<Ticket, Sinks.One<Mono<Answer>>> seats = new LinkedHashMap<>();

	private final Set<Ticket> gone = new HashSet<>();

	private final Disposable.Swap connection = Disposables.swap();

	private volatile @Nullable CallExchange exchange;

	private boolean over;

	Batch(Departure departure, MergeKey key, DispatchStage stage) {
		this.departure = departure;
		this.key = key;
		this.stage = stage;
	}

	/**
	 * One of them goes away.
	 */
	void leave(Ticket ticket) {
		boolean aboard;
		boolean last;
		synchronized (this) {
			this.gone.add(ticket);
			aboard = this.seats.remove(ticket) != null;
			last = aboard && !this.over && this.seats.isEmpty();
			this.over |= last;
		}
		if (aboard) {
			ticket.exchange().leaveMerged();
		}
		if (last) {
			provedNothing();
			this.connection.dispose();
		}
	}

	/**
	 * Sends the query for those who are still there.
	 * @param tickets those who were there when the slot was taken
	 */
	void send(List<Ticket> tickets) {
		Map<Ticket, Sinks.One<Mono<Answer>>> boarding = board(tickets);
		boarding.forEach((ticket, seat) -> ticket.passenger()
			.proceed(seat.asMono().flatMap(Function.identity()).doOnCancel(() -> leave(ticket))));
		this.connection.update(Mono.defer(() -> query(List.copyOf(boarding.keySet())))
			.flatMap(this::read)
			.flatMap(this::prove)
			.contextWrite((context) -> Context.empty())
			.subscribe(this::deliver, this::fail, () -> end((ticket) -> Mono.empty())));
	}

	private Mono<Answer> query(List<Ticket> tickets) {
		if (tickets.isEmpty()) {
			provedNothing();
			return this.stage.nobody(this.departure);
		}
		List<CallExchange> members = tickets.stream().map(Ticket::exchange).toList();
		Query query = ids(tickets);
		CallExchange merged = CallExchange.merged(call(members, query), WRITER.write(query), members);
		this.exchange = merged;
		return this.stage.onTheWire(this.departure, merged, tickets.get(0).passenger().chain());
	}

	private synchronized Map<Ticket, Sinks.One<Mono<Answer>>> board(List<Ticket> tickets) {
		tickets.stream()
			.filter((ticket) -> !this.gone.contains(ticket))
			.forEach((ticket) -> this.seats.put(ticket, Sinks.one()));
		this.over = this.seats.isEmpty();
		return new LinkedHashMap<>(this.seats);
	}

	private static ApiCall call(List<CallExchange> members, Query query) {
		ApiCall any = members.get(0).call();
		int priority = members.stream().mapToInt(CallExchange::priority).max().orElse(CallOptions.NORMAL_PRIORITY);
		boolean background = members.stream().allMatch((member) -> member.call().options().background());
		return new ApiCall(any.origin(), any.entity(), Operation.QUERY, false, null, null, any.integration(),
				any.identity(), null, query, new CallOptions(false, priority, null, callerOf(members), background));
	}

	/** Who asks, when all of them are one. */
	private static @Nullable String callerOf(List<CallExchange> members) {
		String caller = members.get(0).call().options().caller();
		return members.stream().allMatch((member) -> Objects.equals(caller, member.call().options().caller())) ? caller
				: null;
	}

	private Query ids(List<Ticket> tickets) {
		Set<Long> ids = new TreeSet<>();
		tickets.forEach((ticket) -> ids.add(id(ticket)));
		Specimen evidence = this.departure.evidence();
		if (evidence != null) {
			ids.add(evidence.id());
		}
		return new Query(List.of(Filters.in("id", ids)), List.of(), Query.DEFAULT_MAX_RECORDS);
	}

	private Mono<MergedAnswer> read(Answer answer) {
		if (answer instanceof Answer.Stream stream) {
			stream.discardUnlessRead();
		}
		return (answer instanceof Answer.Whole whole && whole.response().bytes().length > LARGE)
				? Mono.fromCallable(() -> MergedAnswer.of(answer)).subscribeOn(Schedulers.parallel())
				: Mono.just(MergedAnswer.of(answer));
	}

	/** Rows are only given out once it is known that they are what a read by id gives. */
	private Mono<Proven> prove(MergedAnswer answer) {
		Specimen evidence = this.departure.evidence();
		if (evidence == null) {
			return Mono.just(new Proven(answer, true));
		}
		if (!(answer instanceof MergedAnswer.Found found)) {
			return Mono.just(new Proven(answer, false));
		}
		byte[] rowOfQuery = found.row(evidence.id());
		return Mono.fromFuture(evidence.row(), true)
			.timeout(LONGEST_PROOF, Mono.empty())
			.singleOptional()
			.map((rowOfGet) -> new Proven(answer, this.stage.lessons()
				.compare(this.key, evidence, rowOfGet.orElse(null), rowOfQuery) == Verdict.ALIKE));
	}

	private void deliver(Proven proven) {
		int size = size();
		if (proven.answer() instanceof MergedAnswer.Found found) {
			this.stage.lessons().merged(this.key);
			if (proven.alike()) {
				end((ticket) -> rowOf(found, ticket));
			}
			else {
				endTogether((ticket) -> this.stage.again(ticket, this.key));
			}
		}
		else if (proven.answer() instanceof MergedAnswer.Passed passed) {
			provedNothing();
			if (this.stage.isToBeRepeated(passed.answer())) {
				endTogether((ticket) -> this.stage.rejected(ticket, this.key, passed.answer()));
			}
			else {
				end((ticket) -> Mono.just(passed.answer()));
			}
		}
		else {
			provedNothing();
			this.stage.lessons().refused(this.key, size, ((MergedAnswer.Refused) proven.answer()).tooLong());
			endTogether(split());
		}
	}

	private Mono<Answer> rowOf(MergedAnswer.Found found, Ticket ticket) {
		long id = id(ticket);
		Answer item = found.item(id);
		if (item != null) {
			return Mono.just(item);
		}
		return found.has(id) ? this.stage.again(ticket, null) : this.stage.absent(ticket, this.key, found.absent());
	}

	/**
	 * Which of them is to blame is found by halves; while it is not even known that such
	 * queries work, each goes alone.
	 */
	private Function<Ticket, Mono<Answer>> split() {
		List<Ticket> tickets;
		synchronized (this) {
			tickets = new ArrayList<>(this.seats.keySet());
		}
		if (this.departure.evidence() != null || tickets.size() < 2) {
			return (ticket) -> this.stage.again(ticket, null);
		}
		Set<Ticket> half = Set.copyOf(tickets.subList(0, tickets.size() / 2));
		MergeKey first = (half.size() > 1) ? this.stage.part(this.key) : null;
		MergeKey second = (tickets.size() - half.size() > 1) ? this.stage.part(this.key) : null;
		return (ticket) -> this.stage.again(ticket, half.contains(ticket) ? first : second);
	}

	private void fail(Throwable failure) {
		this.stage.release(this.departure);
		provedNothing();
		end((ticket) -> Mono.error(failure));
	}

	/** All of them queue once more. */
	private void endTogether(Function<Ticket, Mono<Answer>> news) {
		this.stage.gather(this.departure, () -> end(news));
	}

	private void provedNothing() {
		Specimen evidence = this.departure.evidence();
		if (evidence != null) {
			this.stage.lessons().abandoned(this.key, evidence);
		}
	}

	/**
	 * Tells all of them how it goes on, also when the code of one ends in an error. Who
	 * was answered from memory in the last moment has nothing to do with it.
	 */
	private void end(Function<Ticket, Mono<Answer>> news) {
		Map<Ticket, Sinks.One<Mono<Answer>>> told;
		synchronized (this) {
			this.over = true;
			told = new LinkedHashMap<>(this.seats);
			this.seats.clear();
		}
		Error fatal = null;
		for (Map.Entry<Ticket, Sinks.One<Mono<Answer>>> seat : told.entrySet()) {
			try {
				seat.getValue()
					.tryEmitValue(Mono.defer(() -> stayed(seat.getKey()) ? Mono.empty() : news.apply(seat.getKey())));
			}
			catch (Error ex) {
				fatal = ex;
			}
		}
		if (fatal != null) {
			throw fatal;
		}
	}

	/** Whether the query was sent, and not for this one. */
	private boolean stayed(Ticket ticket) {
		CallExchange merged = this.exchange;
		return merged != null && merged.attempt() != null && ticket.exchange().attempt() != merged.attempt();
	}

	private synchronized int size() {
		return this.seats.size();
	}

	private static long id(Ticket ticket) {
		Long id = ticket.exchange().call().id();
		if (id == null) {
			throw new IllegalStateException("A call that is not a read by id was to leave with others");
		}
		return id;
	}

	private record Proven(MergedAnswer answer, boolean alike) {

	}

}
