package io.autotask.performance.cache;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.CallEvent.NotSentReason;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.Serving;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * Lets a read join the same read of somebody else that is on its way, or lead a new
 * flight. Who cancels changes nothing for the others, and the last one to go cancels the
 * call. A flight runs in nobody's Reactor Context.
 */
final class SharedReads {

	private final AnswerMemory memory;

	private final Filling filling;

	private final Flights flights = new Flights();

	SharedReads(AnswerMemory memory, Filling filling) {
		this.memory = memory;
		this.filling = filling;
	}

	/**
	 * Lets nobody join what is on its way.
	 */
	void detach() {
		this.flights.detach();
	}

	int inTheAir() {
		return this.flights.size();
	}

	boolean isInTheAir(CallKey key) {
		return this.flights.has(key);
	}

	/**
	 * Asks together with whoever asks for the same.
	 */
	Mono<Answer> ask(CallExchange caller, CallKey key, Chain chain) {
		return ask(caller, key, chain, true);
	}

	/**
	 * Asks.
	 * @param inAnyForm whether a query may join the same one that was sent in another
	 * form: the answer is the same, unless it has links to other pages
	 */
	private Mono<Answer> ask(CallExchange caller, CallKey key, Chain chain, boolean inAnyForm) {
		Passenger passenger = new Passenger(caller, key, this.memory.versions(), inAnyForm);
		Flight.Boarding boarding = this.flights.board(key, caller, passenger::mayBoard, () -> flight(caller, key));
		Flight flight = boarding.flight();
		if (boarding.leads()) {
			try {
				depart(flight, chain);
			}
			catch (RuntimeException | Error ex) {
				// Nobody may wait for a flight that will never land.
				fail(flight, ex);
			}
		}
		AtomicBoolean gone = new AtomicBoolean();
		return boarding.seat().asMono().doOnNext((answer) -> gone.set(true)).doOnCancel(() -> {
			if (gone.compareAndSet(false, true)) {
				leave(boarding);
			}
		})
			.onErrorMap((failure) -> handBack(caller, flight, failure))
			// What fails after this is no failure of the flight.
			.flatMap((answer) -> (boarding.leads() || passenger.mayHave(answer, flight))
					? disembark(caller, boarding, answer, chain)
					: again(caller, flight, () -> ask(caller, key, chain, false)));
	}

	private Flight flight(CallExchange caller, CallKey key) {
		CallExchange exchange = caller.forFlight();
		return new Flight(key, exchange, Takeoff.of(exchange, key, this.memory));
	}

	private void depart(Flight flight, Chain chain) {
		// A flight that landed between the look into the cache and the boarding has
		// filled it.
		Answer hit = this.memory.recallFresh(flight.exchange().call(), flight.key());
		if (hit != null) {
			flight.exchange().recall();
			land(flight, hit);
			return;
		}
		flight.connection()
			.update(this.filling.ask(flight.exchange(), flight.key(), flight.takeoff(), chain)
				.contextWrite((context) -> Context.empty())
				.subscribe((answer) -> land(flight, answer), (failure) -> fail(flight, failure),
						() -> land(flight, null)));
	}

	private void land(Flight flight, @Nullable Answer answer) {
		List<Sinks.One<Answer>> callers = flight.land(answer);
		this.flights.remove(flight);
		tell(callers, (caller) -> {
			if (answer != null) {
				caller.tryEmitValue(answer);
			}
			else {
				caller.tryEmitEmpty();
			}
		});
	}

	private void fail(Flight flight, Throwable failure) {
		if (failure instanceof AutotaskRequestRefusedException) {
			flight.exchange().end(NotSentReason.of(failure));
		}
		else if (flight.exchange().departedAt().isPresent()) {
			flight.exchange().end(NotSentReason.FAILED);
		}
		else {
			flight.exchange().dismiss();
		}
		List<Sinks.One<Answer>> callers = flight.land(null);
		this.flights.remove(flight);
		tell(callers, (caller) -> caller.tryEmitError(failure));
	}

	/**
	 * Tells all callers, also when the code of one of them ends in something that no
	 * operator catches, such as a class that is missing.
	 */
	private static void tell(List<Sinks.One<Answer>> callers, Consumer<Sinks.One<Answer>> news) {
		Throwable fatal = null;
		for (Sinks.One<Answer> caller : callers) {
			try {
				news.accept(caller);
			}
			catch (RuntimeException | Error ex) {
				fatal = ex;
			}
		}
		if (fatal != null) {
			throw Exceptions.propagate(fatal);
		}
	}

	private void leave(Flight.Boarding boarding) {
		Flight flight = boarding.flight();
		if (flight.leave(boarding.seat())) {
			this.flights.remove(flight);
			flight.exchange().end(NotSentReason.CANCELLED);
			flight.connection().dispose();
		}
		flight.discardStreamOf(boarding.seat());
	}

	/**
	 * A failure of our own before the wire: each caller is on its own again, and may
	 * still be sent as if we were not there.
	 */
	private static Throwable handBack(CallExchange caller, Flight flight, Throwable failure) {
		if (!(failure instanceof AutotaskRequestRefusedException) && flight.exchange().departedAt().isEmpty()) {
			caller.goAlone(flight.exchange());
		}
		return failure;
	}

	private static Mono<Answer> disembark(CallExchange caller, Flight.Boarding boarding, Answer answer, Chain chain) {
		if (answer instanceof Answer.Stream) {
			return boarding.flight().isFirst(boarding.seat()) ? Mono.just(answer)
					: again(caller, boarding.flight(), () -> chain.proceed(caller));
		}
		if (boarding.leads() || answer.serving().fromMemory()) {
			return Mono.just(answer);
		}
		Answer.Whole whole = (Answer.Whole) answer;
		return Mono.just(new Answer.Whole(whole.response().withoutExchangeHeaders(), Serving.shared()));
	}

	/** The answer of a flight is none for this caller, who goes on by itself. */
	private static Mono<Answer> again(CallExchange caller, Flight flight, Supplier<Mono<Answer>> on) {
		caller.goAlone(flight.exchange());
		return Mono.defer(on);
	}

}
