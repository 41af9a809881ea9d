package io.autotask.performance.sample.simulator.query;

import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import io.autotask.performance.sample.simulator.schema.UserDefinedField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which fields of its rows a query wants.
 *
 * @param fields in the entity's order, the id always among them
 */
public record Projection(List<Field> fields, List<UserDefinedField> userDefinedFields) {

	private static final int LONG_TEXT = 1000;

	/** All fields of an entity. */
	public static Projection all(EntitySchema schema) {
		return new Projection(schema.fields(), schema.userDefinedFields());
	}

	/** The same fields but those that hold long texts. */
	public Projection withoutLongTexts() {
		return new Projection(this.fields.stream().filter((field) -> field.length() < LONG_TEXT).toList(),
				this.userDefinedFields);
	}

	static Projection of(EntitySchema schema, @Nullable JsonNode includeFields) {
		if (includeFields != null && !includeFields.isArray()) {
			throw new RefusedException("Error converting value " + includeFields
					+ " to type 'System.Collections.Generic.List`1[System.String]'. Path 'includeFields'.");
		}
		if (includeFields == null || includeFields.isEmpty() || !schema.hasRows()) {
			return all(schema);
		}
		List<Field> fields = new ArrayList<>();
		fields.add(schema.fields().get(0));
		List<UserDefinedField> userDefined = new ArrayList<>();
		for (JsonNode name : includeFields.values()) {
			Field field = schema.find(name.asString(""));
			UserDefinedField custom = (field == null) ? schema.findUserDefined(name.asString("")) : null;
			if (field != null && !fields.contains(field)) {
				fields.add(field);
			}
			else if (custom != null) {
				userDefined.add(custom);
			}
			else if (field == null) {
				throw schema.unknownField(name.asString(""));
			}
		}
		fields.sort((left, right) -> Integer.compare(left.index(), right.index()));
		return new Projection(List.copyOf(fields), List.copyOf(userDefined));
	}

}
