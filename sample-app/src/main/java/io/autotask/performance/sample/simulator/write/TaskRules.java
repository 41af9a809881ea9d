package io.autotask.performance.sample.simulator.write;

import io.autotask.performance.sample.simulator.data.Draft;
import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import org.jspecify.annotations.Nullable;

/**
 * Tasks get a number and the date of their completion, and are activity of their project.
 */
final class TaskRules implements EntityRules {

	@Override
	public void prepare(Draft draft, WriteContext context) {
		draft.set("taskNumber", "T%06d.%04d".formatted(draft.number("projectID"), draft.id()));
		draft.set("taskCategoryID", 1L);
	}

	@Override
	public void settle(Draft draft, @Nullable Row before, WriteContext context) {
		Assignment.check(draft);
		switch (Status.step(draft, before)) {
			case COMPLETED -> draft.set("completedDateTime", context.now())
				.set("completedByResourceID", context.actor().resourceId());
			case REOPENED -> draft.set("completedDateTime", null).set("completedByResourceID", null);
			case UNCHANGED -> {
			}
		}
	}

	@Override
	public void follow(EntitySchema schema, Row row, WriteContext context) {
		new ActivityRules("projectID", "Project").follow(schema, row, context);
	}

}
