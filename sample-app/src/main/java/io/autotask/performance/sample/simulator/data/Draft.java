package io.autotask.performance.sample.simulator.data;

import java.time.Instant;

import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.UserDefinedField;
import org.jspecify.annotations.Nullable;

/**
 * A row while it is being written. Not safe for use by several threads.
 */
public final class Draft implements Row {

	private final EntitySchema schema;

	private final long id;

	private final @Nullable Object[] values;

	private final @Nullable String[] userDefined;

	private Draft(EntitySchema schema, long id) {
		this.schema = schema;
		this.id = id;
		this.values = new Object[schema.fields().size()];
		this.userDefined = new String[schema.userDefinedFields().size()];
	}

	/** A row with no values yet. */
	static Draft empty(EntitySchema schema, long id) {
		return new Draft(schema, id);
	}

	/** A copy of a row. */
	static Draft copy(EntitySchema schema, Row row) {
		Draft draft = new Draft(schema, row.id());
		schema.fields().forEach((field) -> draft.values[field.index()] = row.value(field));
		schema.userDefinedFields().forEach((field) -> draft.userDefined[field.index()] = row.value(field));
		return draft;
	}

	public EntitySchema schema() {
		return this.schema;
	}

	@Override
	public long id() {
		return this.id;
	}

	@Override
	public @Nullable Object value(Field field) {
		return (field.index() == 0) ? (Long) this.id : this.values[field.index()];
	}

	@Override
	public @Nullable String value(UserDefinedField field) {
		return this.userDefined[field.index()];
	}

	/** The value of a field that the entity may lack, then {@code null}. */
	public @Nullable Object value(String name) {
		Field field = this.schema.find(name);
		return (field != null) ? value(field) : null;
	}

	/** The value of an integer field, or {@code null}. */
	public @Nullable Long number(String name) {
		return (Long) value(name);
	}

	/** The value of a date field, or {@code null}. */
	public @Nullable Instant time(String name) {
		return (Instant) value(name);
	}

	public Draft set(Field field, @Nullable Object value) {
		this.values[field.index()] = value;
		return this;
	}

	public Draft set(UserDefinedField field, @Nullable String value) {
		this.userDefined[field.index()] = value;
		return this;
	}

	/** Sets a field that the entity may lack: then nothing happens. */
	public Draft set(String name, @Nullable Object value) {
		Field field = this.schema.find(name);
		return (field != null) ? set(field, value) : this;
	}

	StoredRow toRow() {
		return StoredRow.of(this.id, this.values, this.userDefined);
	}

}
