package io.autotask.performance.insight;

import java.time.Duration;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.Serving;

/** Events as the path tells them. */
public final class Events {

	private Events() {
	}

	/** A call that ended well. */
	public static CallEvent completed(ApiCall call, Serving.Source source, Duration took, long endedAt) {
		return new CallEvent.Completed(call, CallEvent.Outcome.SUCCESS, 200, source, took, 100, null, endedAt);
	}

}
