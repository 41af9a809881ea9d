package io.autotask.performance.cache;

import java.time.Duration;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallKey;

/**
 * A caller who may share the read of another one, or, when it is not sure before, finds
 * out when the answer is here. Used by one caller, once.
 */
final class Passenger {

	private final ApiCall call;

	private final CallKey key;

	private final VersionTable versions;

	private final boolean inAnyForm;

	/** When the caller asked. */
	private final long moment;

	private boolean surely = true;

	Passenger(CallExchange caller, CallKey key, VersionTable versions, boolean inAnyForm) {
		this.call = caller.call();
		this.key = key;
		this.versions = versions;
		this.inAnyForm = inAnyForm;
		this.moment = versions.moment();
	}

	/**
	 * Whether a flight may answer the caller, or may turn out to.
	 */
	boolean mayBoard(Flight flight) {
		if (!isSameForm(flight) && !this.inAnyForm) {
			return false;
		}
		if (flight.exchange().departedAt().isEmpty() && !isSatisfiedWithMemory(flight)) {
			// It may still find something in memory that is too old for the caller.
			return false;
		}
		this.surely = flight.takeoff().isAheadOr(this.versions::isJoinable);
		return this.surely || flight.takeoff().isAheadOr(this.versions::mayTurnOutJoinable);
	}

	/**
	 * Whether the answer of the flight is one for the caller. A failure reaches all who
	 * wait for it.
	 */
	boolean mayHave(Answer answer, Flight flight) {
		if (this.surely && isSameForm(flight)) {
			return true;
		}
		Footprint shown = flight.footprint(this.call, answer);
		if (shown == null) {
			return true;
		}
		// Links have to be followed in the form in which it was asked.
		boolean fits = isSameForm(flight) || !shown.linked();
		return fits && (this.surely || flight.takeoff().isAheadOr((taken) -> turnedOut(taken, shown)));
	}

	private boolean turnedOut(Versions taken, Footprint shown) {
		return this.versions.turnedOutJoinable(taken, this.moment, shown);
	}

	/** Whether the caller takes answers as old as the one who leads the flight does. */
	private boolean isSatisfiedWithMemory(Flight flight) {
		Duration own = this.call.options().maxAge();
		Duration leading = flight.exchange().call().options().maxAge();
		return own == null || (leading != null && leading.compareTo(own) <= 0);
	}

	private boolean isSameForm(Flight flight) {
		return this.key.form() == flight.key().form();
	}

}
