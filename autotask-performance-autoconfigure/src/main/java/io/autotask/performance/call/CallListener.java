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
	 * A listener that hears nothing.
	 * @return the listener
	 */
	static CallListener none() {
		return (event) -> {
		};
	}

}
