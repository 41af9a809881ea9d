package io.autotask.performance.call;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How two copies of a row differ, value by value: neither the order of fields nor the
 * notation of a number counts.
 */
public enum RowComparison {

	/** They do not. */
	SAME,

	/** They have the same fields, and say themselves that the row changed in between. */
	CHANGED,

	/** In any other way. */
	DIFFERENT;

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	/**
	 * Compares two copies of a row.
	 * @param one a JSON object
	 * @param other a JSON object
	 * @return how they differ
	 */
	public static RowComparison of(byte[] one, byte[] other) {
		if (Arrays.equals(one, other)) {
			return SAME;
		}
		try {
			return of(MAPPER.readTree(one), MAPPER.readTree(other));
		}
		catch (JacksonException ex) {
			// What is no row is like no row.
			return DIFFERENT;
		}
	}

	/**
	 * Compares some fields of two copies of a row.
	 * @param one a JSON object
	 * @param other a JSON object
	 * @param fields names in any case; none for all fields
	 * @return how they differ in these fields
	 */
	public static RowComparison of(byte[] one, byte[] other, Collection<String> fields) {
		if (fields.isEmpty()) {
			return of(one, other);
		}
		try {
			return of(only(MAPPER.readTree(one), fields), only(MAPPER.readTree(other), fields));
		}
		catch (JacksonException ex) {
			// What is no row is like no row.
			return DIFFERENT;
		}
	}

	/**
	 * Whether two copies of a row, of which each may lack fields, say themselves that the
	 * row changed in between.
	 * @param one a JSON object
	 * @param other a JSON object
	 * @return true when a mark of the last change is in both, and not the same
	 */
	public static boolean isChanged(byte[] one, byte[] other) {
		try {
			return isChanged(MAPPER.readTree(one), MAPPER.readTree(other));
		}
		catch (JacksonException ex) {
			// It says nothing.
			return false;
		}
	}

	private static RowComparison of(JsonNode one, JsonNode other) {
		if (isSame(one, other)) {
			return SAME;
		}
		return (hasSameFields(one, other) && isChanged(one, other)) ? CHANGED : DIFFERENT;
	}

	private static JsonNode only(JsonNode row, Collection<String> fields) {
		ObjectNode some = JsonNodeFactory.instance.objectNode();
		row.properties()
			.stream()
			.filter((field) -> fields.stream().anyMatch(field.getKey()::equalsIgnoreCase))
			.forEach((field) -> some.set(field.getKey(), field.getValue()));
		return some;
	}

	private static boolean isSame(JsonNode one, JsonNode other) {
		if (one.isNumber() && other.isNumber()) {
			BigDecimal number = one.decimalValue();
			return number.compareTo(other.decimalValue()) == 0;
		}
		if (one.isObject() && other.isObject()) {
			return hasSameFields(one, other) && one.properties()
				.stream()
				.allMatch((field) -> isSame(field.getValue(), other.get(field.getKey())));
		}
		if (one.isArray() && other.isArray()) {
			if (one.size() != other.size()) {
				return false;
			}
			for (int i = 0; i < one.size(); i++) {
				if (!isSame(one.get(i), other.get(i))) {
					return false;
				}
			}
			return true;
		}
		return one.equals(other);
	}

	private static boolean hasSameFields(JsonNode one, JsonNode other) {
		return one.isObject() && other.isObject() && one.size() == other.size()
				&& one.properties().stream().allMatch((field) -> other.has(field.getKey()));
	}

	private static boolean isChanged(JsonNode one, JsonNode other) {
		for (Map.Entry<String, JsonNode> field : one.properties()) {
			if (isMark(field.getKey().toLowerCase(Locale.ROOT)) && field.getValue().isString()
					&& other.path(field.getKey()).isString() && !field.getValue().equals(other.get(field.getKey()))) {
				return true;
			}
		}
		return false;
	}

	/** Such as lastActivityDate and lastModifiedDateTime. */
	private static boolean isMark(String field) {
		return field.startsWith("last") && (field.contains("date") || field.contains("time"));
	}

}
