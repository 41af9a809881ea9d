package io.autotask.performance.sample.simulator.write;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.autotask.performance.sample.simulator.data.Draft;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import io.autotask.performance.sample.simulator.schema.UserDefinedField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the body of a write says, in the types of the entity's fields. Properties that the
 * entity does not have are left out, and so are those that are read-only.
 *
 * @param id id in the body, or {@code null}
 */
record RowChange(@Nullable Long id, Map<Field, @Nullable Object> values,
		Map<UserDefinedField, @Nullable String> userDefined) {

	/**
	 * Reads a body.
	 * @throws RefusedException in the API's words if a value has the wrong type
	 */
	static RowChange read(EntitySchema schema, @Nullable JsonNode body) {
		if (body == null || body.isNull() || body.isMissingNode()) {
			throw new RefusedException("Value cannot be null. Parameter name: model");
		}
		if (!body.isObject()) {
			throw new RefusedException("Cannot deserialize the current JSON " + (body.isArray() ? "array" : "value")
					+ " into type '" + schema.singular()
					+ "Model' because the type requires a JSON object to deserialize correctly. Path ''.");
		}
		Reader reader = new Reader(schema);
		body.properties().forEach((property) -> reader.read(property.getKey(), property.getValue()));
		return new RowChange(reader.id, reader.values, reader.userDefined);
	}

	void applyTo(Draft draft) {
		this.values.forEach(draft::set);
		this.userDefined.forEach(draft::set);
	}

	/** Collects the values of one body. */
	private static final class Reader {

		private final EntitySchema schema;

		private final Map<Field, @Nullable Object> values = new LinkedHashMap<>();

		private final Map<UserDefinedField, @Nullable String> userDefined = new LinkedHashMap<>();

		private @Nullable Long id;

		private Reader(EntitySchema schema) {
			this.schema = schema;
		}

		private void read(String name, JsonNode value) {
			if (name.toLowerCase(Locale.ROOT).equals("userdefinedfields")) {
				value.values().forEach(this::readUserDefined);
				return;
			}
			Field field = this.schema.find(name);
			if (field == null) {
				return;
			}
			Object read = FieldValue.read(field, value);
			if (field.index() == 0) {
				this.id = (Long) read;
			}
			else if (!field.isReadOnly()) {
				this.values.put(field, read);
			}
		}

		private void readUserDefined(JsonNode entry) {
			String name = entry.path("name").asString("");
			UserDefinedField field = this.schema.findUserDefined(name);
			if (field == null) {
				throw this.schema.unknownField(name);
			}
			JsonNode value = entry.path("value");
			this.userDefined.put(field, (value.isNull() || value.isMissingNode()) ? null
					: FieldValue.readUserDefined(field, value.asString("")));
		}

	}

}
