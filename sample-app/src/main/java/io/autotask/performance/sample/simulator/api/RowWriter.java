package io.autotask.performance.sample.simulator.api;

import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.query.Projection;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.UserDefinedField;
import tools.jackson.core.JsonGenerator;

/**
 * Writes rows as JSON: every field, nulls too.
 *
 * @param projection which fields
 */
record RowWriter(EntitySchema schema, Projection projection) {

	static RowWriter all(EntitySchema schema) {
		return new RowWriter(schema, Projection.all(schema));
	}

	void write(JsonGenerator json, Row row) {
		json.writeStartObject();
		for (Field field : this.projection.fields()) {
			json.writeName(field.name());
			Json.writeValue(json, row.value(field));
		}
		if (this.schema.hasUserDefinedFields()) {
			json.writeArrayPropertyStart("userDefinedFields");
			for (UserDefinedField field : this.projection.userDefinedFields()) {
				json.writeStartObject();
				json.writeStringProperty("name", field.name());
				json.writeName("value");
				Json.writeValue(json, row.value(field));
				json.writeEndObject();
			}
			json.writeEndArray();
		}
		json.writeEndObject();
	}

}
