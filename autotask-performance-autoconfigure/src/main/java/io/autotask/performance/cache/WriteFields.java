package io.autotask.performance.cache;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.autotask.performance.cache.InvalidationRule.Condition;
import io.autotask.performance.cache.InvalidationRule.Operator;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known of a write when a rule asks. What a write does not say may be anything:
 * an update names only the fields that change, and Autotask fills in what a new row does
 * not say.
 */
final class WriteFields {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final Map<Operation, String> METHODS = Map.of(Operation.CREATE, "POST", Operation.UPDATE, "PATCH",
			Operation.REPLACE, "PUT", Operation.DELETE, "DELETE");

	private final ApiCall call;

	private final byte @Nullable [] body;

	private @Nullable JsonNode row;

	WriteFields(ApiCall call, byte @Nullable [] body) {
		this.call = call;
		this.body = body;
	}

	/**
	 * Whether conditions hold, or could: one on each field has to.
	 */
	boolean mayMatch(List<Condition> conditions) {
		return conditions.stream()
			.collect(Collectors.groupingBy((condition) -> condition.field().toLowerCase(Locale.ROOT)))
			.values()
			.stream()
			.allMatch((ofField) -> ofField.stream().anyMatch(this::mayMatch));
	}

	private boolean mayMatch(Condition condition) {
		String field = condition.field();
		if (condition.operator() == Operator.CHANGED) {
			return this.call.operation() != Operation.UPDATE || !row().isObject() || find(row(), field) != null;
		}
		String value = value(field);
		return value == null || matches(value, condition);
	}

	private @Nullable String value(String field) {
		switch (field.toLowerCase(Locale.ROOT)) {
			case "method":
				return METHODS.get(this.call.operation());
			case "operation":
				return this.call.operation().word();
			case "entity":
				return this.call.entity();
			case "id":
				return (this.call.id() != null) ? String.valueOf(this.call.id()) : null;
			default:
				JsonNode found = find(row(), field);
				return (found == null || found.isContainer()) ? null : found.asString("");
		}
	}

	private static @Nullable JsonNode find(JsonNode row, String field) {
		for (Map.Entry<String, JsonNode> property : row.properties()) {
			if (property.getKey().equalsIgnoreCase(field)) {
				return property.getValue();
			}
		}
		return null;
	}

	private JsonNode row() {
		JsonNode known = this.row;
		if (known == null) {
			known = read(this.body);
			this.row = known;
		}
		return known;
	}

	private static JsonNode read(byte @Nullable [] body) {
		if (body == null) {
			return MAPPER.missingNode();
		}
		try {
			return MAPPER.readTree(body);
		}
		catch (JacksonException ex) {
			// The API may still make something of it.
			return MAPPER.missingNode();
		}
	}

	private static boolean matches(String value, Condition condition) {
		String wanted = condition.value();
		return switch (condition.operator()) {
			case EQUALS -> isEqual(value, wanted);
			case NOT_EQUALS -> !isEqual(value, wanted);
			case CONTAINS -> value.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
			case GREATER_THAN -> isComparable(value, wanted, 1);
			case LESS_THAN -> isComparable(value, wanted, -1);
			case CHANGED -> true;
		};
	}

	private static boolean isEqual(String value, String wanted) {
		BigDecimal number = number(value);
		BigDecimal other = number(wanted);
		return (number != null && other != null) ? number.compareTo(other) == 0 : value.equalsIgnoreCase(wanted);
	}

	private static boolean isComparable(String value, String wanted, int sign) {
		BigDecimal number = number(value);
		BigDecimal other = number(wanted);
		return number == null || other == null || number.compareTo(other) == sign;
	}

	private static @Nullable BigDecimal number(String text) {
		try {
			return (text.length() <= 40) ? new BigDecimal(text.trim()) : null;
		}
		catch (NumberFormatException ex) {
			// It is text.
			return null;
		}
	}

}
