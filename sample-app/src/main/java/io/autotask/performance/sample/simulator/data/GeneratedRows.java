package io.autotask.performance.sample.simulator.data;

import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.FieldType;
import io.autotask.performance.sample.simulator.schema.UserDefinedField;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are computed by id: one function per column. Set up once, then only read.
 */
final class GeneratedRows {

	private final EntitySchema schema;

	private final @Nullable LongFunction<@Nullable Object>[] columns;

	private final @Nullable LongFunction<@Nullable String>[] userDefined;

	private final long firstId;

	private final long lastId;

	private LongPredicate existing = (id) -> true;

	private @Nullable Block block;

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private GeneratedRows(EntitySchema schema, long firstId, long lastId) {
		this.schema = schema;
		this.firstId = firstId;
		this.lastId = lastId;
		this.columns = new LongFunction[schema.fields().size()];
		this.userDefined = new LongFunction[schema.userDefinedFields().size()];
		this.columns[0] = (id) -> id;
	}

	/** Rows with the ids from first to last. */
	static GeneratedRows of(EntitySchema schema, long firstId, long lastId) {
		return new GeneratedRows(schema, firstId, lastId);
	}

	static GeneratedRows none(EntitySchema schema) {
		return new GeneratedRows(schema, 1, 0);
	}

	/** Leaves out ids, as in a table where rows have been deleted. */
	GeneratedRows existing(LongPredicate existing) {
		this.existing = existing;
		return this;
	}

	/** Says that the rows of one parent lie side by side. */
	GeneratedRows inBlocks(String parentField, LongUnaryOperator firstOfParent, int size) {
		this.block = new Block(this.schema.require(parentField), firstOfParent, size);
		return this;
	}

	GeneratedRows set(String name, LongFunction<@Nullable Object> column) {
		Field field = this.schema.require(name);
		this.columns[field.index()] = isWhole(field) ? (id) -> whole(column.apply(id)) : column;
		return this;
	}

	GeneratedRows fixed(String name, Object value) {
		Field field = this.schema.require(name);
		Object kept = (value instanceof Integer number) ? Long.valueOf(number) : value;
		this.columns[field.index()] = (id) -> kept;
		return this;
	}

	/** Columns of text that is empty, not null. */
	GeneratedRows blank(String... names) {
		for (String name : names) {
			fixed(name, "");
		}
		return this;
	}

	/** Columns that say no. */
	GeneratedRows no(String... names) {
		for (String name : names) {
			fixed(name, false);
		}
		return this;
	}

	GeneratedRows setUserDefined(String name, LongFunction<@Nullable String> column) {
		UserDefinedField field = this.schema.findUserDefined(name);
		if (field == null) {
			throw this.schema.unknownField(name);
		}
		this.userDefined[field.index()] = column;
		return this;
	}

	/** One column from a list, by id. */
	<T> GeneratedRows each(String name, List<T> values) {
		return set(name, (id) -> values.get((int) (id - this.firstId)));
	}

	long lastId() {
		return this.lastId;
	}

	boolean exists(long id) {
		return id >= this.firstId && id <= this.lastId && this.existing.test(id);
	}

	Row row(long id) {
		return new GeneratedRow(this, id);
	}

	/** The ids that a selection leaves to look at. */
	Selection narrow(Selection selection) {
		Selection bounded = selection.from(this.firstId).to(this.lastId);
		Block rows = this.block;
		Long parent = (rows != null) ? selection.parents().get(rows.parent()) : null;
		if (rows == null || parent == null) {
			return bounded;
		}
		long first = rows.firstOfParent().applyAsLong(parent);
		return bounded.from(first).to(first + rows.size() - 1);
	}

	private @Nullable Object value(long id, Field field) {
		LongFunction<@Nullable Object> column = this.columns[field.index()];
		return (column != null) ? column.apply(id) : null;
	}

	private @Nullable String value(long id, UserDefinedField field) {
		LongFunction<@Nullable String> column = this.userDefined[field.index()];
		return (column != null) ? column.apply(id) : null;
	}

	private static boolean isWhole(Field field) {
		FieldType type = field.type();
		return type.isIntegral();
	}

	private static @Nullable Object whole(@Nullable Object value) {
		return (value instanceof Integer number) ? (Object) Long.valueOf(number) : value;
	}

	/** Where the rows of one parent lie. */
	private record Block(Field parent, LongUnaryOperator firstOfParent, int size) {

	}

	/** Computes a value when it is asked for. */
	private record GeneratedRow(GeneratedRows rows, long id) implements Row {

		@Override
		public @Nullable Object value(Field field) {
			return this.rows.value(this.id, field);
		}

		@Override
		public @Nullable String value(UserDefinedField field) {
			return this.rows.value(this.id, field);
		}

	}

}
