package io.autotask.performance.cache;

import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Sinks;

/**
 * One read on its way for everybody who asks for the same. It belongs to no caller: it
 * goes on as long as somebody waits, and is cancelled when the last one goes.
 * <p>
 * Who is on board and whether the flight is over are guarded by the monitor of this
 * object, so that nobody boards a flight that has landed or was given up.
 */
final class Flight {

	private final CallKey key;

	private final CallExchange exchange;

	private final Takeoff takeoff;

	private final Disposable.Swap connection = Disposables.swap();

	/**
	 * One for each caller, so that what one of them throws keeps nothing from the others.
	 */
	private final List<Sinks.One<Answer>> seats = new ArrayList<>();

	private Sinks.@Nullable One<Answer> first;

	private Answer.@Nullable Stream stream;

	private @Nullable Footprint shown;

	private boolean over;

	Flight(CallKey key, CallExchange exchange, Takeoff takeoff) {
		this.key = key;
		this.exchange = exchange;
		this.takeoff = takeoff;
	}

	CallKey key() {
		return this.key;
	}

	CallExchange exchange() {
		return this.exchange;
	}

	Takeoff takeoff() {
		return this.takeoff;
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
		boolean leads = this.seats.isEmpty();
		Sinks.One<Answer> seat = Sinks.one();
		this.seats.add(seat);
		return new Boarding(this, seat, leads, this.exchange.takeOver(caller));
	}

	/**
	 * A caller goes away.
	 * @return whether it was the last one, so that the flight is to be given up
	 */
	boolean leave(Sinks.One<Answer> seat) {
		synchronized (this) {
			if (this.over || !this.seats.remove(seat)) {
				return false;
			}
			if (this.seats.isEmpty()) {
				this.over = true;
				return true;
			}
		}
		this.exchange.leave();
		return false;
	}

	/**
	 * The flight has its answer, or has failed. An answer that can be read only once is
	 * for the caller who waited for longest.
	 * @return those who wait for it; nobody when it was given up before
	 */
	List<Sinks.One<Answer>> land(@Nullable Answer answer) {
		synchronized (this) {
			if (!this.over) {
				this.over = true;
				this.first = this.seats.get(0);
				this.stream = (answer instanceof Answer.Stream once) ? once : null;
				return List.copyOf(this.seats);
			}
		}
		if (answer instanceof Answer.Stream unread) {
			unread.discardUnlessRead();
		}
		return List.of();
	}

	/**
	 * What the answer shows.
	 * @return null when it is none that several can have
	 */
	@Nullable Footprint footprint(ApiCall call, Answer answer) {
		if (!(answer instanceof Answer.Whole whole) || answer.status() != HttpStatus.OK.value()) {
			return null;
		}
		synchronized (this) {
			if (this.shown == null) {
				AnswerContent content = AnswerContent.read(whole.response().bytes());
				this.shown = (content != null) ? Footprint.of(call, content) : Footprint.UNKNOWN;
			}
			return this.shown;
		}
	}

	/**
	 * Whether an answer that can be read only once is for this caller.
	 */
	synchronized boolean isFirst(Sinks.One<Answer> seat) {
		return seat == this.first;
	}

	/**
	 * A caller went away before it was handed its answer.
	 */
	void discardStreamOf(Sinks.One<Answer> seat) {
		Answer.Stream unread;
		synchronized (this) {
			unread = (seat == this.first) ? this.stream : null;
		}
		if (unread != null) {
			unread.discardUnlessRead();
		}
	}

	/**
	 * A caller on board.
	 *
	 * @param flight the flight
	 * @param seat where its answer comes to
	 * @param leads whether the caller is the first one
	 * @param event what to publish once no lock is held, or null
	 */
	record Boarding(Flight flight, Sinks.One<Answer> seat, boolean leads, @Nullable CallEvent event) {

	}

}
