package io.autotask.performance.call;

import java.util.List;

/**
 * Tells several listeners, and lets none of them break a call.
 */
public final class CallListeners implements CallListener {

	/** An array, because going through a list makes something of its own each time. */
	private final CallListener[] listeners;

	private final OwnFailures failures;

	/**
	 * The listeners.
	 * @param listeners told in this order
	 * @param failures counts those that throw
	 */
	public CallListeners(List<CallListener> listeners, OwnFailures failures) {
		this.listeners = listeners.toArray(new CallListener[0]);
		this.failures = failures;
	}

	@Override
	public void on(CallEvent event) {
		for (CallListener listener : this.listeners) {
			try {
				listener.on(event);
			}
			catch (RuntimeException ex) {
				failed(listener, ex);
			}
		}
	}

	@Override
	public void arrived(ApiCall call) {
		for (CallListener listener : this.listeners) {
			try {
				listener.arrived(call);
			}
			catch (RuntimeException ex) {
				failed(listener, ex);
			}
		}
	}

	@Override
	public void recalled(ApiCall call, int count) {
		for (CallListener listener : this.listeners) {
			try {
				listener.recalled(call, count);
			}
			catch (RuntimeException ex) {
				failed(listener, ex);
			}
		}
	}

	@Override
	public void completed(Completion completion) {
		for (CallListener listener : this.listeners) {
			try {
				listener.completed(completion);
			}
			catch (RuntimeException ex) {
				failed(listener, ex);
			}
		}
	}

	private void failed(CallListener listener, RuntimeException failure) {
		this.failures.record("A listener (" + listener.getClass().getName() + ") failed", failure);
	}

}
