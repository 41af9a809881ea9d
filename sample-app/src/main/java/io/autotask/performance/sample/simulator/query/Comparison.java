package io.autotask.performance.sample.simulator.query;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import io.autotask.performance.sample.simulator.schema.FieldType;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an operator and a value say of a row's value. As in SQL, a null matches no
 * comparison at all, not even {@code noteq}.
 */
final class Comparison {

	private Comparison() {
	}

	/**
	 * The test of one condition.
	 * @param value the condition's value, or {@code null} if it has none
	 */
	static Predicate<@Nullable Comparable<?>> of(Operator operator, FieldType type, @Nullable JsonNode value) {
		if (operator.takesNoValue()) {
			return (operator == Operator.EXIST) ? (found) -> found != null : (found) -> found == null;
		}
		if (value == null) {
			throw new RefusedException("Value cannot be null. Parameter name: value");
		}
		if (operator.takesList()) {
			return among(operator == Operator.IN, type, value);
		}
		return operator.isTextual() ? textual(operator, value) : ordered(operator, Operand.of(type, value));
	}

	/** The values of a condition that takes a list. A lone value is a list of one. */
	static List<JsonNode> listed(JsonNode value) {
		return value.isArray() ? List.copyOf(value.values()) : List.of(value);
	}

	private static Predicate<@Nullable Comparable<?>> among(boolean wanted, FieldType type, JsonNode value) {
		Set<Comparable<?>> values = new HashSet<>();
		listed(value).forEach((entry) -> values.add(Operand.of(type, entry)));
		return (found) -> found != null && values.contains(found) == wanted;
	}

	private static Predicate<@Nullable Comparable<?>> ordered(Operator operator, Comparable<?> value) {
		return switch (operator) {
			case EQ -> value::equals;
			case NOT_EQ -> (found) -> found != null && !found.equals(value);
			case GT -> (found) -> found != null && Operand.compare(found, value) > 0;
			case GTE -> (found) -> found != null && Operand.compare(found, value) >= 0;
			case LT -> (found) -> found != null && Operand.compare(found, value) < 0;
			case LTE -> (found) -> found != null && Operand.compare(found, value) <= 0;
			default -> throw new IllegalArgumentException("No order in '" + operator + "'");
		};
	}

	private static Predicate<@Nullable Comparable<?>> textual(Operator operator, JsonNode value) {
		String part = value.asString("").toLowerCase(Locale.ROOT);
		return switch (operator) {
			case BEGINS_WITH -> (found) -> found != null && Operand.searchable(found).startsWith(part);
			case ENDS_WITH -> (found) -> found != null && Operand.searchable(found).endsWith(part);
			default -> (found) -> found != null && Operand.searchable(found).contains(part);
		};
	}

}
