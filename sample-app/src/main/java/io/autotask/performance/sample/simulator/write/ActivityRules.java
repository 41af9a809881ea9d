package io.autotask.performance.sample.simulator.write;

import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.schema.EntitySchema;

/**
 * Rows that count as activity of their parent, whose last activity they move.
 *
 * @param parentField field that holds the parent's id
 * @param parent singular name of the parent
 */
record ActivityRules(String parentField, String parent) implements EntityRules {

	@Override
	public void follow(EntitySchema schema, Row row, WriteContext context) {
		if (row.value(schema.require(this.parentField)) instanceof Long parentId) {
			context.tenant().table(this.parent).update(parentId, (draft) -> Stamps.activity(draft, context));
		}
	}

}
