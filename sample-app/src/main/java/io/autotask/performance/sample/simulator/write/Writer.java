package io.autotask.performance.sample.simulator.write;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.autotask.performance.sample.simulator.data.Draft;
import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.data.Table;
import io.autotask.performance.sample.simulator.data.Tenant;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes rows as the API does. All writes of a tenant are one after the other, so their
 * events are in the order of the writes; reads do not wait for them.
 */
public final class Writer {

	private final Tenant tenant;

	private final Clock clock;

	private final Consumer<WriteEvent> listener;

	private final Validation validation;

	private final Map<String, EntityRules> rules = new ConcurrentHashMap<>();

	/**
	 * A writer.
	 * @param listener told of every write, on the writing thread; must not block
	 */
	public Writer(Tenant tenant, Clock clock, Consumer<WriteEvent> listener) {
		this.tenant = tenant;
		this.clock = clock;
		this.listener = listener;
		this.validation = new Validation(tenant);
	}

	/**
	 * Adds a row.
	 * @param parent row that it belongs to, or {@code null} at the root
	 * @return its id
	 * @throws RefusedException in the API's words
	 */
	public synchronized long create(EntitySchema schema, @Nullable JsonNode body, @Nullable ParentRow parent,
			Actor actor) {
		RowChange change = RowChange.read(schema, body);
		if (parent != null && !this.tenant.exists(parent.collection().parent().singular(), parent.id())) {
			throw Validation.noReference(parent.collection().parentField());
		}
		WriteContext context = context(actor);
		EntityRules special = rules(schema);
		Row row = this.tenant.table(schema).insert((draft) -> {
			change.applyTo(draft);
			placeBelow(parent, draft);
			Stamps.creation(draft, context);
			special.prepare(draft, context);
			this.validation.check(draft, schema.fields());
			special.settle(draft, null, context);
		});
		special.follow(schema, row, context);
		publish(schema, null, row, context);
		return row.id();
	}

	/**
	 * Changes a row.
	 * @param replace whether fields that the body does not give become null
	 * @param revert whether a workflow rule sets everything back at once, of which the
	 * answer tells nothing
	 * @return its id
	 * @throws RefusedException in the API's words
	 */
	public synchronized long update(EntitySchema schema, @Nullable JsonNode body, @Nullable ParentRow parent,
			Actor actor, boolean replace, boolean revert) {
		RowChange change = RowChange.read(schema, body);
		if (change.id() == null) {
			throw new RefusedException("Value does not exist for the required field id");
		}
		Table table = this.tenant.table(schema);
		Row before = visible(table.find(change.id()), schema, parent);
		if (before == null) {
			throw noRow("update");
		}
		WriteContext context = context(actor);
		EntityRules special = rules(schema);
		Row after = table.update(before.id(), (draft) -> {
			if (replace) {
				clear(draft);
			}
			change.applyTo(draft);
			placeBelow(parent, draft);
			this.validation.check(draft, replace ? schema.fields() : change.values().keySet());
			Stamps.modification(draft, context);
			special.settle(draft, before, context);
		});
		if (revert) {
			after = table.update(before.id(), (draft) -> restore(draft, before, context));
		}
		if (after != null) {
			special.follow(schema, after, context);
			publish(schema, before, after, context);
		}
		return before.id();
	}

	/**
	 * Takes a row away.
	 * @return its id
	 * @throws RefusedException in the API's words
	 */
	public synchronized long delete(EntitySchema schema, long id, @Nullable ParentRow parent, Actor actor) {
		Table table = this.tenant.table(schema);
		Row before = visible(table.find(id), schema, parent);
		if (before == null || !table.delete(id)) {
			throw noRow("delete");
		}
		WriteContext context = context(actor);
		rules(schema).follow(schema, before, context);
		publish(schema, before, null, context);
		return id;
	}

	private static @Nullable Row visible(@Nullable Row row, EntitySchema schema, @Nullable ParentRow parent) {
		if (row == null || parent == null || parent.collection().parentField().isEmpty()) {
			return row;
		}
		Object parentId = row.value(schema.require(parent.collection().parentField()));
		return Long.valueOf(parent.id()).equals(parentId) ? row : null;
	}

	private static void placeBelow(@Nullable ParentRow parent, Draft draft) {
		if (parent != null) {
			draft.set(parent.collection().parentField(), parent.id());
		}
	}

	private static void clear(Draft draft) {
		draft.schema()
			.fields()
			.stream()
			.filter((field) -> !field.isReadOnly())
			.forEach((field) -> draft.set(field, null));
		draft.schema().userDefinedFields().forEach((field) -> draft.set(field, null));
	}

	private static void restore(Draft draft, Row before, WriteContext context) {
		draft.schema().fields().forEach((field) -> draft.set(field, before.value(field)));
		draft.schema().userDefinedFields().forEach((field) -> draft.set(field, before.value(field)));
		Stamps.activity(draft, context);
	}

	private void publish(EntitySchema schema, @Nullable Row before, @Nullable Row after, WriteContext context) {
		this.listener.accept(new WriteEvent(schema, before, after, context.actor().resourceId(), context.now()));
	}

	private WriteContext context(Actor actor) {
		return new WriteContext(this.tenant, actor, this.clock.instant().truncatedTo(ChronoUnit.MILLIS));
	}

	private EntityRules rules(EntitySchema schema) {
		return this.rules.computeIfAbsent(schema.name(), EntityRules::of);
	}

	private static RefusedException noRow(String verb) {
		return new RefusedException("No message. No matching records found. The logged in Resource may not have the"
				+ " required permissions to " + verb + " the data.");
	}

}
