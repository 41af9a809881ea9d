package io.autotask.performance.sample.simulator.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.data.Selection;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.FieldType;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import io.autotask.performance.sample.simulator.schema.UserDefinedField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the filter of one query. A condition with an operator that the API does not know
 * is dropped without a word, as the real one does.
 */
final class FilterReader {

	private static final int MOST_ORS = 500;

	private final EntitySchema schema;

	private Selection selection = Selection.all();

	private int ors;

	private int userDefined;

	FilterReader(EntitySchema schema) {
		this.schema = schema;
	}

	/** The whole filter: its conditions must all hold. */
	RowFilter read(JsonNode filter) {
		if (!filter.isArray()) {
			throw new RefusedException("Cannot deserialize the current JSON " + (filter.isObject() ? "object" : "value")
					+ " into type 'System.Collections.Generic.List`1[Autotask.Api.Filter]' because the type requires"
					+ " a JSON array (e.g. [1,2,3]) to deserialize correctly. Path 'filter'.");
		}
		if (filter.isEmpty()) {
			return (row) -> false;
		}
		List<RowFilter> filters = conditions(filter, true);
		if (this.ors > MOST_ORS) {
			throw new RefusedException("Invalid query syntax. Queries are limited to 500 or fewer 'OR' conditions.");
		}
		return filters.isEmpty() ? (row) -> true : RowFilter.allOf(filters);
	}

	/** Where the rows must lie that the filter can match. */
	Selection selection() {
		return this.selection;
	}

	private List<RowFilter> conditions(JsonNode items, boolean required) {
		List<RowFilter> filters = new ArrayList<>();
		for (JsonNode item : items.values()) {
			if (!item.isObject()) {
				throw new RefusedException(
						"Error converting value " + item + " to type 'Autotask.Api.Filter'. Path 'filter'.");
			}
			RowFilter filter = condition(new LenientObject(item), required);
			if (filter != null) {
				filters.add(filter);
			}
		}
		return filters;
	}

	private @Nullable RowFilter condition(LenientObject item, boolean required) {
		String name = item.text("op").toLowerCase(Locale.ROOT);
		if (name.equals("and") || name.equals("or")) {
			return group(item, name.equals("or"), required);
		}
		Operator operator = Operator.find(name);
		if (operator == null) {
			return null;
		}
		JsonNode value = item.get("value");
		if (operator == Operator.IN && value != null) {
			this.ors += Comparison.listed(value).size();
		}
		String field = item.text("field");
		if (!this.schema.hasRows()) {
			return (row) -> false;
		}
		return item.isTrue("udf") ? userDefined(field, operator, value) : field(field, operator, value, required);
	}

	private @Nullable RowFilter group(LenientObject item, boolean any, boolean required) {
		JsonNode items = item.get("items");
		if (items == null || !items.isArray()) {
			return null;
		}
		int before = this.ors;
		List<RowFilter> filters = conditions(items, required && !any);
		if (any) {
			this.ors = Math.max(this.ors, before + items.size());
		}
		if (filters.isEmpty()) {
			return null;
		}
		return any ? RowFilter.anyOf(filters) : RowFilter.allOf(filters);
	}

	private RowFilter field(String name, Operator operator, @Nullable JsonNode value, boolean required) {
		Field field = this.schema.require(name);
		if (!field.isQueryable()) {
			throw new RefusedException(
					"The field " + field.name() + " in the " + this.schema.singular() + " Entity is not queryable");
		}
		Predicate<@Nullable Comparable<?>> test = Comparison.of(operator, field.type(), value);
		if (required && value != null && field.type().isIntegral()) {
			narrow(field, operator, value);
		}
		return (Row row) -> test.test(Operand.ofRow(row.value(field)));
	}

	private RowFilter userDefined(String name, Operator operator, @Nullable JsonNode value) {
		UserDefinedField field = this.schema.findUserDefined(name);
		if (field == null) {
			throw this.schema.unknownField(name);
		}
		if (++this.userDefined > 1) {
			throw new RefusedException("You can only query by one user-defined field at a time.");
		}
		FieldType type = switch (field.kind()) {
			case NUMBER -> FieldType.DECIMAL;
			case DATETIME -> FieldType.DATETIME;
			case STRING, LIST -> FieldType.STRING;
		};
		Predicate<@Nullable Comparable<?>> test = Comparison.of(operator, type, value);
		return (row) -> test.test(Operand.ofRow(type, row.value(field)));
	}

	private void narrow(Field field, Operator operator, JsonNode value) {
		boolean isId = field.index() == 0;
		if (operator == Operator.IN && isId) {
			this.selection = this.selection
				.only(Comparison.listed(value).stream().mapToLong((entry) -> number(field, entry)).toArray());
		}
		else if (operator == Operator.EQ) {
			long id = number(field, value);
			this.selection = isId ? this.selection.only(new long[] { id }) : this.selection.below(field, id);
		}
		else if (isId && !operator.takesList() && !operator.isTextual() && operator != Operator.NOT_EQ) {
			long id = number(field, value);
			this.selection = switch (operator) {
				case GT, GTE -> this.selection.from(id);
				case LT, LTE -> this.selection.to(id);
				default -> this.selection;
			};
		}
	}

	private static long number(Field field, JsonNode value) {
		return (Long) Operand.of(field.type(), value);
	}

}
