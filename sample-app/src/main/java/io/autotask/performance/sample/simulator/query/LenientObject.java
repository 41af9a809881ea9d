package io.autotask.performance.sample.simulator.query;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object whose properties are found in any case.
 */
record LenientObject(JsonNode node) {

	/** The property, or {@code null} if it is absent or a JSON null. */
	@Nullable JsonNode get(String name) {
		for (var property : this.node.properties()) {
			if (property.getKey().equalsIgnoreCase(name)) {
				return property.getValue().isNull() ? null : property.getValue();
			}
		}
		return null;
	}

	String text(String name) {
		JsonNode value = get(name);
		return (value != null) ? value.asString("") : "";
	}

	boolean isTrue(String name) {
		JsonNode value = get(name);
		return value != null && value.asBoolean(false);
	}

}
