package io.autotask.performance.sample.simulator.data;

import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.UserDefinedField;
import org.jspecify.annotations.Nullable;

/**
 * A row that was written, or the mark that it was deleted. Immutable.
 */
final class StoredRow implements Row {

	private final long id;

	private final @Nullable Object[] values;

	private final @Nullable String[] userDefined;

	private final boolean deleted;

	private StoredRow(long id, @Nullable Object[] values, @Nullable String[] userDefined, boolean deleted) {
		this.id = id;
		this.values = values;
		this.userDefined = userDefined;
		this.deleted = deleted;
	}

	static StoredRow of(long id, @Nullable Object[] values, @Nullable String[] userDefined) {
		return new StoredRow(id, values.clone(), userDefined.clone(), false);
	}

	static StoredRow deleted(long id) {
		return new StoredRow(id, new Object[0], new String[0], true);
	}

	boolean isDeleted() {
		return this.deleted;
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

}
