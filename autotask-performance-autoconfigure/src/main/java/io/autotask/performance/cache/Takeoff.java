package io.autotask.performance.cache;

import java.util.function.Predicate;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallKey;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which a read is handed to the network. Only then it takes the versions
 * with it: what was written while it waited for a slot is in its answer. And only then it
 * looks into memory for the last time: what came in while it waited need not be asked
 * for. When it is sent again, it takes the versions again.
 */
final class Takeoff {

	private final CallExchange exchange;

	private final CallKey key;

	private final AnswerMemory memory;

	private volatile AnswerMemory.@Nullable Departure departure;

	private volatile Answer.@Nullable Whole found;

	private volatile @Nullable String seal;

	private Takeoff(CallExchange exchange, CallKey key, AnswerMemory memory) {
		this.exchange = exchange;
		this.key = key;
		this.memory = memory;
	}

	static Takeoff of(CallExchange exchange, CallKey key, AnswerMemory memory) {
		Takeoff takeoff = new Takeoff(exchange, key, memory);
		exchange.whenDeparting(takeoff::depart);
		return takeoff;
	}

	/**
	 * It is about to look for the answer of another instance, which may be as old as this
	 * moment.
	 */
	AnswerMemory.Departure glance() {
		AnswerMemory.Departure now = this.memory.departure(this.exchange.call());
		this.departure = now;
		return now;
	}

	/**
	 * There was none that counts: it waits to be sent as if it had not looked.
	 */
	void glancedInVain() {
		this.departure = null;
	}

	/**
	 * The marks of the shared memory said this, before it was sent.
	 */
	void sealed(String seal) {
		this.seal = seal;
	}

	/**
	 * What the marks of the shared memory said before it was sent, or null when nobody
	 * knows.
	 */
	@Nullable String seal() {
		return this.seal;
	}

	private void depart() {
		AnswerMemory.Departure now = this.memory.departure(this.exchange.call());
		if (this.departure == null) {
			this.found = this.memory.recallFresh(this.exchange.call(), this.key);
			if (this.found != null) {
				// Until it lands somebody may ask who must not have what was here now.
				this.departure = now;
				this.exchange.recall();
				return;
			}
		}
		this.departure = now;
	}

	/**
	 * What was in memory in the end, so that nothing was sent; null when there was
	 * nothing, or it waits still.
	 */
	Answer.@Nullable Whole found() {
		return this.found;
	}

	/**
	 * The versions that were taken last, when it was sent or found something in memory;
	 * null when it waits still.
	 */
	AnswerMemory.@Nullable Departure departure() {
		return this.departure;
	}

	/**
	 * Whether its answer is at least as new as now, or fits the versions that it took.
	 */
	boolean isAheadOr(Predicate<Versions> fits) {
		AnswerMemory.Departure taken = this.departure;
		return taken == null || fits.test(taken.versions());
	}

}
