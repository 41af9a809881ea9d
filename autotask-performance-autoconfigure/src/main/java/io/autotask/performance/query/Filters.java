package io.autotask.performance.query;

import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Conditions of a query, in the operators that the API knows. It silently ignores any
 * other one and returns everything, so there is no way to write one here.
 * <p>
 * Values are strings, booleans, numbers, {@link Instant} and other date types, which are
 * written as ISO 8601, and enums, which are written as their name.
 */
public final class Filters {

	/** Conditions combined by "or", and values of {@code in}, that one query may have. */
	public static final int MAX_ALTERNATIVES = 500;

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private Filters() {
	}

	/**
	 * The field has the value.
	 * @param field the field
	 * @param value the value
	 * @return the condition
	 */
	public static Condition eq(String field, Object value) {
		return compare("eq", field, value);
	}

	/**
	 * The field has another value.
	 * @param field the field
	 * @param value the value
	 * @return the condition
	 */
	public static Condition noteq(String field, Object value) {
		return compare("noteq", field, value);
	}

	/**
	 * The field is greater.
	 * @param field the field
	 * @param value the value
	 * @return the condition
	 */
	public static Condition gt(String field, Object value) {
		return compare("gt", field, value);
	}

	/**
	 * The field is greater or equal.
	 * @param field the field
	 * @param value the value
	 * @return the condition
	 */
	public static Condition gte(String field, Object value) {
		return compare("gte", field, value);
	}

	/**
	 * The field is less.
	 * @param field the field
	 * @param value the value
	 * @return the condition
	 */
	public static Condition lt(String field, Object value) {
		return compare("lt", field, value);
	}

	/**
	 * The field is less or equal.
	 * @param field the field
	 * @param value the value
	 * @return the condition
	 */
	public static Condition lte(String field, Object value) {
		return compare("lte", field, value);
	}

	/**
	 * The field begins with the text.
	 * @param field the field
	 * @param text the text
	 * @return the condition
	 */
	public static Condition beginsWith(String field, String text) {
		return compare("beginsWith", field, text);
	}

	/**
	 * The field ends with the text.
	 * @param field the field
	 * @param text the text
	 * @return the condition
	 */
	public static Condition endsWith(String field, String text) {
		return compare("endsWith", field, text);
	}

	/**
	 * The field contains the text.
	 * @param field the field
	 * @param text the text
	 * @return the condition
	 */
	public static Condition contains(String field, String text) {
		return compare("contains", field, text);
	}

	/**
	 * The field has a value.
	 * @param field the field
	 * @return the condition
	 */
	public static Condition exist(String field) {
		return new Condition.Comparison("exist", field, false, null);
	}

	/**
	 * The field has no value.
	 * @param field the field
	 * @return the condition
	 */
	public static Condition notExist(String field) {
		return new Condition.Comparison("notExist", field, false, null);
	}

	/**
	 * The field has one of the values.
	 * @param field the field
	 * @param values 1 to 500 values
	 * @return the condition
	 * @throws IllegalArgumentException when there is none, or more than 500
	 */
	public static Condition in(String field, Collection<?> values) {
		return new Condition.Comparison("in", field, false, array(field, values));
	}

	/**
	 * The field has none of the values.
	 * @param field the field
	 * @param values 1 to 500 values
	 * @return the condition
	 * @throws IllegalArgumentException when there is none, or more than 500
	 */
	public static Condition notIn(String field, Collection<?> values) {
		return new Condition.Comparison("notIn", field, false, array(field, values));
	}

	/**
	 * All conditions hold.
	 * @param conditions the conditions
	 * @return the condition
	 */
	public static Condition and(Condition... conditions) {
		return new Condition.Group("and", Arrays.asList(conditions));
	}

	/**
	 * One of the conditions holds.
	 * @param conditions the conditions
	 * @return the condition
	 */
	public static Condition or(Condition... conditions) {
		return new Condition.Group("or", Arrays.asList(conditions));
	}

	/**
	 * The same condition on a user-defined field. The API takes one of them in a query.
	 * @param condition a comparison
	 * @return the condition
	 * @throws IllegalArgumentException when it is a group
	 */
	public static Condition userDefined(Condition condition) {
		if (condition instanceof Condition.Comparison comparison) {
			return new Condition.Comparison(comparison.operator(), comparison.field(), true, comparison.value());
		}
		throw new IllegalArgumentException("A group is not a condition on a user-defined field; its members may be");
	}

	private static Condition compare(String operator, String field, Object value) {
		return new Condition.Comparison(operator, field, false, json(field, value));
	}

	private static JsonNode array(String field, Collection<?> values) {
		if (values.isEmpty() || values.size() > MAX_ALTERNATIVES) {
			throw new IllegalArgumentException("'" + field + "' is compared with " + values.size()
					+ " values, allowed are 1 to " + MAX_ALTERNATIVES + ". Ask in several queries.");
		}
		ArrayNode array = JSON.arrayNode();
		List.copyOf(values).forEach((value) -> array.add(json(field, value)));
		return array;
	}

	private static JsonNode json(String field, @Nullable Object value) {
		if (value instanceof Boolean bool) {
			return JSON.booleanNode(bool);
		}
		if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
			return JSON.numberNode(((Number) value).longValue());
		}
		if (value instanceof Number number) {
			return JSON.numberNode(new java.math.BigDecimal(number.toString()));
		}
		if (value instanceof CharSequence || value instanceof TemporalAccessor) {
			return JSON.stringNode(value.toString());
		}
		if (value instanceof Enum<?> constant) {
			return JSON.stringNode(constant.name());
		}
		throw new IllegalArgumentException(
				"'" + field + "' is compared with " + ((value != null) ? "a " + value.getClass().getName() : "null")
						+ ", allowed are strings, booleans, numbers, dates and enums."
						+ " To ask for rows without a value, use notExist.");
	}

}
