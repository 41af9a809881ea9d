package io.autotask.performance.cache;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.CallEvent.NotSentReason;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.Serving;
import io.autotask.performance.call.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * Answers a read from memory, or lets it join the same read in flight, or leads a new
 * flight and keeps what it brings. The fill belongs to the flight, not to a caller: who
 * cancels changes nothing for the others, and the last one to go cancels the call. A
 * flight runs in nobody's Reactor Context.
 */
public final class RecallStage implements Stage {

	/** Above it, in bytes, a body is read on a worker thread and not on an event loop. */
	private static final int LARGE = 256 * 1024;

	private final IntelligentCache cache;

	private final OwnFailures failures;

	private final Flights flights = new Flights();

	/**
	 * The stage.
	 * @param cache the cache
	 * @param failures counts what of ours fails
	 */
	public RecallStage(IntelligentCache cache, OwnFailures failures) {
		this.cache = cache;
		this.failures = failures;
	}

	/**
	 * Empties the cache, and lets nobody join what is on its way.
	 */
	public void reset() {
		this.flights.detach();
		this.cache.clear();
	}

	int flightsInTheAir() {
		return this.flights.size();
	}

	@Override
	public Mono<Answer> apply(CallExchange exchange, Chain chain) {
		CallKey key = exchange.call().key();
		if (key == null || !exchange.call().isRecallable()) {
			return chain.proceed(exchange).doOnNext((answer) -> learn(exchange.call(), answer));
		}
		return Mono.defer(() -> recall(exchange, key, chain));
	}

	private Mono<Answer> recall(CallExchange exchange, CallKey key, Chain chain) {
		Answer hit = this.cache.recall(exchange.call(), key);
		if (hit != null) {
			exchange.recall();
			return Mono.just(hit);
		}
		IntelligentCache.Departure departure = this.cache.departure(exchange.call());
		if (!this.cache.settings().sharing() || departure.versions().quarantined()) {
			return fetch(exchange, key, departure, chain);
		}
		return fly(exchange, key, chain);
	}

	private Mono<Answer> fly(CallExchange caller, CallKey key, Chain chain) {
		Flight.Boarding boarding = this.flights.board(key, caller,
				(flight) -> this.cache.versions().isJoinable(flight.departure().versions()),
				() -> new Flight(caller.forFlight(), this.cache.departure(caller.call())));
		Flight flight = boarding.flight();
		if (boarding.leads()) {
			depart(flight, key, chain);
		}
		AtomicBoolean gone = new AtomicBoolean();
		return boarding.seat().asMono().doOnNext((answer) -> gone.set(true)).doOnCancel(() -> {
			if (gone.compareAndSet(false, true)) {
				leave(boarding, key);
			}
		})
			.onErrorMap((failure) -> handBack(caller, flight, failure))
			.flatMap((answer) -> disembark(caller, boarding, answer, chain));
	}

	private void depart(Flight flight, CallKey key, Chain chain) {
		// A flight that landed between the look into the cache and the boarding has
		// filled it.
		Answer hit = this.cache.recallAgain(flight.exchange().call(), key);
		if (hit != null) {
			flight.exchange().recall();
			land(flight, key, hit);
			return;
		}
		flight.connection()
			.update(fetch(flight.exchange(), key, flight.departure(), chain).contextWrite((context) -> Context.empty())
				.subscribe((answer) -> land(flight, key, answer), (failure) -> fail(flight, key, failure),
						() -> land(flight, key, null)));
	}

	private Mono<Answer> fetch(CallExchange exchange, CallKey key, IntelligentCache.Departure departure, Chain chain) {
		return chain.proceed(exchange)
			.flatMap((answer) -> (answer instanceof Answer.Whole whole && whole.response().bytes().length > LARGE)
					? Mono.fromCallable(() -> keep(exchange, key, departure, answer)).subscribeOn(Schedulers.parallel())
					: Mono.just(keep(exchange, key, departure, answer)));
	}

	private Answer keep(CallExchange exchange, CallKey key, IntelligentCache.Departure departure, Answer answer) {
		learn(exchange.call(), answer);
		OptionalLong asOf = exchange.departedAt();
		if (!(answer instanceof Answer.Whole whole) || asOf.isEmpty()) {
			return answer;
		}
		try {
			boolean kept = this.cache.keep(exchange.call(), key, departure, asOf.getAsLong(), whole.response());
			return whole.servedAs(Serving.network(kept));
		}
		catch (RuntimeException ex) {
			// Autotask has answered, and that is what the caller asked for.
			this.failures.record("An answer was not kept", ex);
			return answer;
		}
	}

	private void learn(ApiCall call, Answer answer) {
		boolean refused = answer.status() == HttpStatus.UNAUTHORIZED.value()
				|| answer.status() == HttpStatus.FORBIDDEN.value();
		if (refused && call.identity() != null) {
			this.cache.forget(call.origin(), call.identity());
		}
	}

	private void land(Flight flight, CallKey key, @Nullable Answer answer) {
		List<Sinks.One<Answer>> callers = flight.land(answer);
		this.flights.remove(key, flight);
		tell(callers, (caller) -> {
			if (answer != null) {
				caller.tryEmitValue(answer);
			}
			else {
				caller.tryEmitEmpty();
			}
		});
	}

	private void fail(Flight flight, CallKey key, Throwable failure) {
		if (failure instanceof AutotaskRequestRefusedException) {
			flight.exchange().end(NotSentReason.REFUSED);
		}
		else if (flight.exchange().departedAt().isPresent()) {
			flight.exchange().end(NotSentReason.FAILED);
		}
		else {
			flight.exchange().dismiss();
		}
		List<Sinks.One<Answer>> callers = flight.land(null);
		this.flights.remove(key, flight);
		tell(callers, (caller) -> caller.tryEmitError(failure));
	}

	/**
	 * Tells all callers, also when the code of one of them ends in an error that no
	 * operator catches, such as a class that is missing.
	 */
	private static void tell(List<Sinks.One<Answer>> callers, Consumer<Sinks.One<Answer>> news) {
		Error fatal = null;
		for (Sinks.One<Answer> caller : callers) {
			try {
				news.accept(caller);
			}
			catch (Error ex) {
				fatal = ex;
			}
		}
		if (fatal != null) {
			throw fatal;
		}
	}

	private void leave(Flight.Boarding boarding, CallKey key) {
		Flight flight = boarding.flight();
		if (flight.leave(boarding.seat())) {
			this.flights.remove(key, flight);
			flight.exchange().end(NotSentReason.CANCELLED);
			flight.connection().dispose();
		}
		flight.discardStreamOf(boarding.seat());
	}

	/**
	 * A failure of our own before the wire: each caller is on its own again, and may
	 * still be sent as if we were not there.
	 */
	private Throwable handBack(CallExchange caller, Flight flight, Throwable failure) {
		if (!(failure instanceof AutotaskRequestRefusedException) && flight.exchange().departedAt().isEmpty()) {
			caller.goAlone(flight.exchange());
		}
		return failure;
	}

	private Mono<Answer> disembark(CallExchange caller, Flight.Boarding boarding, Answer answer, Chain chain) {
		if (answer instanceof Answer.Stream stream) {
			if (boarding.flight().isFirst(boarding.seat())) {
				return Mono.just(answer);
			}
			caller.goAlone(boarding.flight().exchange());
			return chain.proceed(caller);
		}
		if (boarding.leads() || answer.serving().source() != Serving.Source.NETWORK) {
			return Mono.just(answer);
		}
		Answer.Whole whole = (Answer.Whole) answer;
		return Mono.just(new Answer.Whole(whole.response().withoutExchangeHeaders(), Serving.shared()));
	}

}
