package io.autotask.performance.cache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallKey;
import org.jspecify.annotations.Nullable;

/**
 * The reads that are on their way, by key. Bounded by the calls that wait and are sent: a
 * flight is taken out on every way in which it can end.
 */
final class Flights {

	private final ConcurrentMap<CallKey, Flight> flights = new ConcurrentHashMap<>();

	/**
	 * Boards the flight of a key, or a new one that takes its place.
	 * @param joinable whether a flight may answer a read that starts now, or may turn out
	 * to
	 * @param lead makes a new flight
	 */
	Flight.Boarding board(CallKey key, CallExchange caller, Predicate<Flight> joinable, Supplier<Flight> lead) {
		AtomicReference<Flight.@Nullable Boarding> boarding = new AtomicReference<>();
		this.flights.compute(key.inNoForm(), (ignored, current) -> {
			if (current != null && joinable.test(current)) {
				boarding.set(current.board(caller));
			}
			if (boarding.get() != null) {
				return current;
			}
			Flight flight = lead.get();
			boarding.set(flight.board(caller));
			return flight;
		});
		Flight.Boarding boarded = boarding.get();
		if (boarded == null) {
			throw new IllegalStateException("A new flight refused its first caller");
		}
		if (boarded.event() != null) {
			caller.publish(boarded.event());
		}
		return boarded;
	}

	/**
	 * Whether there is one for a key.
	 */
	boolean has(CallKey key) {
		return this.flights.containsKey(key.inNoForm());
	}

	/**
	 * Takes out a flight that is over, unless a newer one has taken its place.
	 */
	void remove(Flight flight) {
		this.flights.remove(flight.key().inNoForm(), flight);
	}

	/**
	 * Lets the flights that are on their way go on, but nobody board them any more.
	 */
	void detach() {
		this.flights.clear();
	}

	int size() {
		return this.flights.size();
	}

}
