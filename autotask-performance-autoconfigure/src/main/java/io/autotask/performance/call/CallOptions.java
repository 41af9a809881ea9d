package io.autotask.performance.call;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a caller asked for one call, by the attributes of {@link AutotaskAttributes}.
 *
 * @param bypass whether cache, sharing, batching and retry are left out
 * @param priority 1 to 10; 8 and above is interactive, 3 and below is background
 * @param maxAge the oldest answer from memory that the caller takes, or null for no bound
 * @param caller who spends the call, or null
 * @param background whether nobody in the application waits for it: counted apart
 * @param unkept whether the answer is neither looked up in memory nor kept
 * @param steering what else steers it
 */
public record CallOptions(boolean bypass, int priority, @Nullable Duration maxAge, @Nullable String caller,
		boolean background, boolean unkept, CallSteering steering) {

	/** The priority of a call that says nothing. */
	public static final int NORMAL_PRIORITY = 5;

	private static final int LOWEST_PRIORITY = 1;

	/**
	 * Options of a call whose answer may be looked up and kept, and that nothing else
	 * steers.
	 * @param bypass whether cache, sharing, batching and retry are left out
	 * @param priority 1 to 10; 8 and above is interactive, 3 and below is background
	 * @param maxAge the oldest answer from memory that the caller takes, or null
	 * @param caller who spends the call, or null
	 * @param background whether nobody in the application waits for it
	 */
	public CallOptions(boolean bypass, int priority, @Nullable Duration maxAge, @Nullable String caller,
			boolean background) {
		this(bypass, priority, maxAge, caller, background, false, CallSteering.NONE);
	}

	/**
	 * The options of a call that asks for nothing special.
	 * @return no bypass, normal priority, any age, no caller
	 */
	public static CallOptions defaults() {
		return new CallOptions(false, NORMAL_PRIORITY, null, null, false);
	}

	/**
	 * The options of a call that asks the API anew for nobody in particular.
	 * @return new options
	 */
	public CallOptions behind() {
		return new CallOptions(false, LOWEST_PRIORITY, Duration.ZERO, this.caller, true, false, this.steering.behind());
	}

	/**
	 * The same options for a request that is sent once and shared with nobody.
	 * @return new options
	 */
	public CallOptions bypassing() {
		return new CallOptions(true, this.priority, this.maxAge, this.caller, this.background, this.unkept,
				this.steering);
	}

	/**
	 * The same options with another priority and other steering.
	 * @param newPriority 1 to 10
	 * @param newSteering what else steers the call
	 * @return new options
	 */
	public CallOptions steered(int newPriority, CallSteering newSteering) {
		return new CallOptions(this.bypass, newPriority, this.maxAge, this.caller, this.background, this.unkept,
				newSteering);
	}

}
