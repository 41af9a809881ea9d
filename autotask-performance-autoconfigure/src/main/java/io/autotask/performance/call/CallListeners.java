package io.autotask.performance.call;

import java.util.List;

/**
 * Tells several listeners, and lets none of them break a call.
 */
public final class CallListeners implements CallListener {

	private final List<CallListener> listeners;

	private final OwnFailures failures;

	/**
	 * The listeners.
	 * @param listeners told in this order
	 * @param failures counts those that throw
	 */
	public CallListeners(List<CallListener> listeners, OwnFailures failures) {
		this.listeners = List.copyOf(listeners);
		this.failures = failures;
	}

	@Override
	public void on(CallEvent event) {
		for (CallListener listener : this.listeners) {
			try {
				listener.on(event);
			}
			catch (RuntimeException ex) {
				this.failures.record("A listener (" + listener.getClass().getName() + ") failed", ex);
			}
		}
	}

}
