package io.autotask.performance.sample.simulator.write;

import io.autotask.performance.sample.simulator.data.Draft;
import io.autotask.performance.sample.simulator.data.Row;
import org.jspecify.annotations.Nullable;

/**
 * Where a row of a status came from and went to.
 */
enum Status {

	/** It was open and is complete now. */
	COMPLETED,

	/** It was complete and is open now. */
	REOPENED,

	UNCHANGED;

	private static final long COMPLETE = 5;

	static Status step(Draft draft, @Nullable Row before) {
		boolean complete = isComplete(draft);
		boolean wasComplete = before != null && isComplete(before.value(draft.schema().require("status")));
		if (complete == wasComplete) {
			return UNCHANGED;
		}
		return complete ? COMPLETED : REOPENED;
	}

	static boolean isComplete(Draft draft) {
		return isComplete(draft.value("status"));
	}

	private static boolean isComplete(@Nullable Object status) {
		return status instanceof Long value && value == COMPLETE;
	}

}
