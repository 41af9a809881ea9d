package io.autotask.performance.path;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.optimizer.dispatch.DispatchStage;

/**
 * Counts requests that are sent though nothing of ours has a say in it: Autotask counts
 * them too.
 *
 * @param dispatch knows the tenant's hour
 * @param failures counts what breaks of our own
 */
record Passing(DispatchStage dispatch, OwnFailures failures) {

	/**
	 * A request is sent. Counting it never holds it up.
	 */
	void count(ApiCall call) {
		try {
			this.dispatch.passing(call);
		}
		catch (RuntimeException ex) {
			this.failures.record("A call to Autotask was sent without being counted", ex);
		}
	}

}
