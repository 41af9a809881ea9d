package io.autotask.performance.sample.simulator.write;

import java.util.Iterator;

import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.data.Selection;
import io.autotask.performance.sample.simulator.data.Table;
import io.autotask.performance.sample.simulator.data.Tenant;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.Field;

/**
 * A webhook is ready as long as it has a field, user-defined or not.
 */
final class WebhookFieldRules implements EntityRules {

	@Override
	public void follow(EntitySchema schema, Row row, WriteContext context) {
		String webhook = schema.singular().substring(0, schema.singular().indexOf("Webhook")) + "Webhook";
		if (row.value(schema.require("webhookID")) instanceof Long id) {
			boolean ready = hasFields(context.tenant(), webhook + "Field", id)
					|| hasFields(context.tenant(), webhook + "UdfField", id);
			context.tenant().table(webhook).update(id, (draft) -> draft.set("isReady", ready));
		}
	}

	private static boolean hasFields(Tenant tenant, String singular, Long webhookId) {
		if (!tenant.hasTable(singular)) {
			return false;
		}
		Table fields = tenant.table(singular);
		Field webhook = fields.schema().require("webhookID");
		Iterator<Row> rows = fields.rows(Selection.all());
		while (rows.hasNext()) {
			if (webhookId.equals(rows.next().value(webhook))) {
				return true;
			}
		}
		return false;
	}

}
