package io.autotask.performance.call;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * One request that was handed to the network, for all the calls that it stands for. How
 * it goes on after it failed is decided once for all of them. Thread-safe.
 */
public final class Attempt {

	private @Nullable Duration pause;

	/**
	 * How long the calls pause before they are sent again.
	 * @param decision decides, unless that was done for another one of the calls
	 * @return the one decision
	 */
	public synchronized Duration pause(Supplier<Duration> decision) {
		Duration decided = this.pause;
		if (decided == null) {
			decided = decision.get();
			this.pause = decided;
		}
		return decided;
	}

}
