package io.autotask.performance.query;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is known of a row.
 */
@FunctionalInterface
public interface KnownRow {

	/**
	 * The value of a field.
	 * @param field the field in any case
	 * @param userDefined whether it is a user-defined one
	 * @return the value, which may be a JSON null, or null when it is not known
	 */
	@Nullable JsonNode value(String field, boolean userDefined);

	/**
	 * A row as an answer holds it.
	 * @param row the JSON object
	 * @return everything that is in it; the rest is unknown
	 */
	static KnownRow of(JsonNode row) {
		Map<String, JsonNode> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		row.properties().forEach((field) -> fields.put(field.getKey(), field.getValue()));
		return (field, userDefined) -> userDefined ? userDefined(fields.get("userDefinedFields"), field)
				: fields.get(field);
	}

	private static @Nullable JsonNode userDefined(@Nullable JsonNode all, String field) {
		if (all != null && all.isArray()) {
			for (JsonNode one : all) {
				if (field.equalsIgnoreCase(one.path("name").asString(""))) {
					return one.get("value");
				}
			}
		}
		return null;
	}

}
