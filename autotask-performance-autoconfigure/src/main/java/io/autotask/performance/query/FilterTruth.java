package io.autotask.performance.query;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.Set;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.autotask.performance.query.Comparisons.Place;

/**
 * Evaluates a filter on what is known of a row. A condition that is not understood, or
 * whose field is not known, is neither true nor false.
 */
final class FilterTruth {

	private FilterTruth() {
	}

	static Truth of(@Nullable List<Condition> filter, KnownRow row) {
		// What the API makes of an empty filter is not relied on.
		return (filter == null || filter.isEmpty()) ? Truth.UNKNOWN : all(filter, row);
	}

	/**
	 * The names of the fields that a filter reads, in lower case; those that are
	 * user-defined begin with {@code udf:}.
	 */
	static Set<String> fields(@Nullable List<Condition> filter) {
		Set<String> fields = new TreeSet<>();
		if (filter != null) {
			filter.forEach((condition) -> addFields(condition, fields));
		}
		return fields;
	}

	private static void addFields(Condition condition, Set<String> fields) {
		if (condition instanceof Condition.Group group) {
			group.items().forEach((item) -> addFields(item, fields));
		}
		else if (condition instanceof Condition.Comparison comparison) {
			fields.add((comparison.userDefined() ? "udf:" : "") + comparison.field().toLowerCase(Locale.ROOT));
		}
	}

	private static Truth truth(Condition condition, KnownRow row) {
		if (condition instanceof Condition.Group group) {
			if (group.items().isEmpty()) {
				return Truth.UNKNOWN;
			}
			return group.operator().equals("and") ? all(group.items(), row) : any(group.items(), row);
		}
		return truth((Condition.Comparison) condition, row);
	}

	private static Truth all(List<Condition> conditions, KnownRow row) {
		Truth truth = Truth.TRUE;
		for (Condition condition : conditions) {
			truth = truth.and(truth(condition, row));
		}
		return truth;
	}

	private static Truth any(List<Condition> conditions, KnownRow row) {
		Truth truth = Truth.FALSE;
		for (Condition condition : conditions) {
			truth = truth.or(truth(condition, row));
		}
		return truth;
	}

	private static Truth truth(Condition.Comparison comparison, KnownRow row) {
		JsonNode value = row.value(comparison.field(), comparison.userDefined());
		if (value == null || value.isContainer()) {
			return Truth.UNKNOWN;
		}
		String operator = comparison.operator().toLowerCase(Locale.ROOT);
		JsonNode wanted = comparison.value();
		if (operator.equals("exist") || operator.equals("notexist")) {
			return exists(value, operator.equals("exist"));
		}
		if (wanted == null || wanted.isNull()) {
			return Truth.UNKNOWN;
		}
		if (value.isNull()) {
			return ofNothing(operator);
		}
		return switch (operator) {
			case "eq" -> Comparisons.isEqual(value, wanted);
			case "noteq" -> Comparisons.isEqual(value, wanted).not();
			case "gt" -> ordered(value, wanted, (order) -> order > 0);
			case "gte" -> ordered(value, wanted, (order) -> order >= 0);
			case "lt" -> ordered(value, wanted, (order) -> order < 0);
			case "lte" -> ordered(value, wanted, (order) -> order <= 0);
			case "beginswith" -> Comparisons.holds(value, wanted, Place.START);
			case "endswith" -> Comparisons.holds(value, wanted, Place.END);
			case "contains" -> Comparisons.holds(value, wanted, Place.ANYWHERE);
			case "in" -> in(value, wanted);
			case "notin" -> in(value, wanted).not();
			// The API drops a condition with any other operator.
			default -> Truth.UNKNOWN;
		};
	}

	/** Nothing is seen as no value, and an empty text may be. */
	private static Truth exists(JsonNode value, boolean wanted) {
		if (value.isString() && value.stringValue().isBlank()) {
			return Truth.UNKNOWN;
		}
		return Truth.of(value.isNull() != wanted);
	}

	/** Whether a row without a value is unlike another value, databases do not agree. */
	private static Truth ofNothing(String operator) {
		return switch (operator) {
			case "eq", "gt", "gte", "lt", "lte", "beginswith", "endswith", "contains", "in" -> Truth.FALSE;
			default -> Truth.UNKNOWN;
		};
	}

	private static Truth ordered(JsonNode value, JsonNode wanted, IntPredicate holds) {
		Integer order = Comparisons.order(value, wanted);
		return (order != null) ? Truth.of(holds.test(order)) : Truth.UNKNOWN;
	}

	private static Truth in(JsonNode value, JsonNode wanted) {
		if (!wanted.isArray() || wanted.isEmpty()) {
			return Truth.UNKNOWN;
		}
		Truth truth = Truth.FALSE;
		for (JsonNode one : wanted) {
			truth = truth.or(one.isNull() ? Truth.UNKNOWN : Comparisons.isEqual(value, one));
		}
		return truth;
	}

}
