package io.autotask.performance.sample.simulator.write;

import io.autotask.performance.sample.simulator.data.Draft;
import io.autotask.performance.sample.simulator.data.Row;
import org.jspecify.annotations.Nullable;

/**
 * Projects get a number, and keep the dates of their status.
 */
final class ProjectRules implements EntityRules {

	@Override
	public void prepare(Draft draft, WriteContext context) {
		draft.set("projectNumber", "P%06d.%04d".formatted(202_000, draft.id()));
		draft.set("completedPercentage", 0L);
	}

	@Override
	public void settle(Draft draft, @Nullable Row before, WriteContext context) {
		Object status = draft.value("status");
		if (before == null || status == null || !status.equals(before.value(draft.schema().require("status")))) {
			draft.set("statusDateTime", context.now());
		}
		switch (Status.step(draft, before)) {
			case COMPLETED -> draft.set("completedDateTime", context.now()).set("completedPercentage", 100L);
			case REOPENED -> draft.set("completedDateTime", null);
			case UNCHANGED -> {
			}
		}
	}

}
