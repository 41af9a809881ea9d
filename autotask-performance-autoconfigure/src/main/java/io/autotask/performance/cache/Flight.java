package io.autotask.performance.cache;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallExchange;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Sinks;

/**
 * One read on its way for everybody who asks for the same. It belongs to no caller: it
 * goes on as long as somebody waits, and is cancelled when the last one goes.
 * <p>
 * The number of callers and whether the flight is over are guarded by the monitor of this
 * object, so that nobody boards a flight that has landed or was given up.
 */
final class Flight {

	private final CallExchange exchange;

	private final IntelligentCache.Departure departure;

	private final Sinks.One<Answer> landing = Sinks.one();

	private final Disposable.Swap connection = Disposables.swap();

	private int callers;

	private boolean over;

	Flight(CallExchange exchange, IntelligentCache.Departure departure) {
		this.exchange = exchange;
		this.departure = departure;
	}

	CallExchange exchange() {
		return this.exchange;
	}

	IntelligentCache.Departure departure() {
		return this.departure;
	}

	Sinks.One<Answer> landing() {
		return this.landing;
	}

	Disposable.Swap connection() {
		return this.connection;
	}

	/**
	 * A caller gets on.
	 * @return its boarding, or null when the flight is over
	 */
	synchronized @Nullable Boarding board(CallExchange caller) {
		if (this.over) {
			return null;
		}
		boolean leads = this.callers == 0;
		this.callers++;
		return new Boarding(this, leads, this.exchange.takeOver(caller));
	}

	/**
	 * A caller goes away.
	 * @return whether it was the last one, so that the flight is to be given up
	 */
	boolean leave() {
		synchronized (this) {
			if (this.over) {
				return false;
			}
			this.callers--;
			if (this.callers == 0) {
				this.over = true;
				return true;
			}
		}
		this.exchange.leave();
		return false;
	}

	/**
	 * The flight has its answer, or has failed.
	 * @return false when it was given up before
	 */
	synchronized boolean land() {
		if (this.over) {
			return false;
		}
		this.over = true;
		return true;
	}

	/**
	 * A caller on board.
	 *
	 * @param flight the flight
	 * @param leads whether the caller is the first one
	 * @param event what to publish once no lock is held, or null
	 */
	record Boarding(Flight flight, boolean leads, @Nullable CallEvent event) {

	}

}
