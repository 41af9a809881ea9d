package io.autotask.performance.sample.simulator.webhook;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.data.Selection;
import io.autotask.performance.sample.simulator.data.Table;
import io.autotask.performance.sample.simulator.data.Tenant;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.UserDefinedField;
import io.autotask.performance.sample.simulator.webhook.Subscription.Chosen;

/**
 * Finds the webhooks of an entity in the tenant's rows.
 */
record Subscriptions(Tenant tenant) {

	/** The webhooks of the entity. */
	List<Subscription> of(EntitySchema entity) {
		String name = entity.singular() + "Webhook";
		if (!this.tenant.hasTable(name)) {
			return List.of();
		}
		Table webhooks = this.tenant.table(name);
		List<Subscription> found = new ArrayList<>();
		Iterator<Row> rows = webhooks.rows(Selection.all());
		while (rows.hasNext()) {
			found.add(subscription(entity, webhooks.schema(), rows.next()));
		}
		return found;
	}

	private Subscription subscription(EntitySchema entity, EntitySchema schema, Row webhook) {
		String name = schema.singular();
		List<Chosen<Field>> fields = chosen(name + "Field", "fieldID", webhook.id(), entity.fields());
		List<Chosen<UserDefinedField>> userDefined = chosen(name + "UdfField", "udfFieldID", webhook.id(),
				entity.userDefinedFields());
		Set<Long> excluded = new LinkedHashSet<>(children(name + "ExcludedResource", webhook.id(),
				(child) -> number(child.row(), child.schema(), "resourceID")));
		return new Subscription(schema, webhook, fields, userDefined, excluded);
	}

	private <F> List<Chosen<F>> chosen(String singular, String idField, long webhook, List<F> known) {
		return children(singular, webhook, (child) -> {
			int position = (int) number(child.row(), child.schema(), idField);
			return new Chosen<>(known.get(position - 1), isTrue(child, "isDisplayAlwaysField"),
					isTrue(child, "isSubscribedField"));
		});
	}

	private <T> List<T> children(String singular, long webhook, Function<Child, T> read) {
		List<T> found = new ArrayList<>();
		if (!this.tenant.hasTable(singular)) {
			return found;
		}
		Table table = this.tenant.table(singular);
		Iterator<Row> rows = table.rows(Selection.all());
		while (rows.hasNext()) {
			Row row = rows.next();
			if (number(row, table.schema(), "webhookID") == webhook) {
				found.add(read.apply(new Child(row, table.schema())));
			}
		}
		return found;
	}

	private static boolean isTrue(Child child, String field) {
		return Boolean.TRUE.equals(child.row().value(child.schema().require(field)));
	}

	private static long number(Row row, EntitySchema schema, String field) {
		return (row.value(schema.require(field)) instanceof Long number) ? number : 0;
	}

	/** A row below a webhook. */
	private record Child(Row row, EntitySchema schema) {

	}

}
