package io.autotask.performance.client.relation;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The words for the numbers of a field. Each tenant has its own.
 *
 * @param field the field
 * @param labels the label of each value, also of those that are no longer active, in the
 * order of the picklist
 */
public record Picklist(String field, Map<String, String> labels) {

	public Picklist {
		labels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(labels));
	}

	/**
	 * Reads a picklist from what the API says of the fields of an entity.
	 * @param fields the answer of {@code entityInformation/fields}
	 * @param field the field's name in any case
	 * @return the picklist
	 * @throws IllegalArgumentException when there is no such field, or it has no picklist
	 */
	static Picklist of(JsonNode fields, String entity, String field) {
		for (JsonNode candidate : fields.path("fields")) {
			if (field.equalsIgnoreCase(candidate.path("name").asString(""))) {
				Map<String, String> labels = new LinkedHashMap<>();
				candidate.path("picklistValues")
					.forEach((value) -> labels.put(value.path("value").asString(""), value.path("label").asString("")));
				if (!candidate.path("isPickList").asBoolean(!labels.isEmpty())) {
					break;
				}
				return new Picklist(candidate.path("name").asString(field), labels);
			}
		}
		throw new IllegalArgumentException("'" + field + "' is no field of " + entity
				+ " that has a picklist; see its 'entityInformation/fields'");
	}

	/**
	 * The word for a value.
	 * @param value a number or a text
	 * @return the label; the value itself when it has none, and an empty text for null
	 */
	public String label(@Nullable Object value) {
		return (value != null) ? this.labels.getOrDefault(String.valueOf(value), String.valueOf(value)) : "";
	}

}
