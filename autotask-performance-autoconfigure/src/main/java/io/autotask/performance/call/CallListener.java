package io.autotask.performance.call;

/**
 * Hears what happens to calls. Called on event loops and from many threads at once, so an
 * implementation is thread-safe and does not block.
 */
@FunctionalInterface
public interface CallListener {

	/**
	 * Something happened.
	 * @param event what
	 */
	void on(CallEvent event);

	/**
	 * A caller asks. For listeners that are told very often: no event is made for it.
	 * @param call the call
	 */
	default void arrived(ApiCall call) {
		on(new CallEvent.Arrived(call));
	}

	/**
	 * Waiting calls were answered from memory; likewise.
	 * @param call one of the calls
	 * @param count how many
	 */
	default void recalled(ApiCall call, int count) {
		on(new CallEvent.Recalled(call, count));
	}

	/**
	 * A caller has what it asked for, or an error; likewise.
	 * @param completion how the call ended, not to be kept
	 */
	default void completed(Completion completion) {
		on(CallEvent.Completed.of(completion));
	}

	/**
	 * A listener that hears nothing.
	 * @return the listener
	 */
	static CallListener none() {
		return (event) -> {
		};
	}

}
