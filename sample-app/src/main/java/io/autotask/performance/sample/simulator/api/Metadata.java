package io.autotask.performance.sample.simulator.api;

import java.util.List;
import java.util.Set;

import io.autotask.performance.sample.simulator.schema.Catalog;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.PickValue;
import io.autotask.performance.sample.simulator.schema.UserDefinedField;
import io.autotask.performance.sample.simulator.schema.Verbs.Verb;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What the API tells of its entities.
 */
record Metadata(Catalog catalog) {

	private static final Set<String> WEBHOOK_ENTITIES = Set.of("Companies", "Contacts", "ConfigurationItems", "Tickets",
			"TicketNotes");

	ApiAnswer entity(EntitySchema entity) {
		return ApiAnswer.ok(Json.write((json) -> {
			json.writeStartObject();
			writeInfo(json, entity);
			json.writeEndObject();
		}));
	}

	ApiAnswer allEntities() {
		return ApiAnswer.ok(Json.write((json) -> {
			json.writeStartObject();
			json.writeArrayPropertyStart("entityDescriptions");
			for (EntitySchema entity : this.catalog.roots()) {
				json.writeStartObject();
				writeInfo(json, entity);
				json.writeEndObject();
			}
			json.writeEndArray();
			json.writeEndObject();
		}));
	}

	ApiAnswer fields(EntitySchema entity) {
		boolean webhooks = WEBHOOK_ENTITIES.contains(entity.name());
		return ApiAnswer.ok(Json.write((json) -> {
			json.writeStartObject();
			json.writeArrayPropertyStart("fields");
			entity.fields().forEach((field) -> writeField(json, field, webhooks));
			json.writeEndArray();
			json.writeEndObject();
		}));
	}

	ApiAnswer userDefinedFields(EntitySchema entity, ApiRequest request) {
		if (!entity.hasUserDefinedFields()) {
			return Answers.notFound(request);
		}
		boolean webhooks = WEBHOOK_ENTITIES.contains(entity.name());
		return ApiAnswer.ok(Json.write((json) -> {
			json.writeStartObject();
			json.writeArrayPropertyStart("fields");
			entity.userDefinedFields().forEach((field) -> writeUserDefinedField(json, field, webhooks));
			json.writeEndArray();
			json.writeEndObject();
		}));
	}

	private void writeInfo(JsonGenerator json, EntitySchema entity) {
		json.writeObjectPropertyStart("info");
		json.writeStringProperty("name", entity.singular());
		boolean create = this.catalog.takes(entity, Verb.POST);
		boolean delete = this.catalog.takes(entity, Verb.DELETE);
		boolean query = this.catalog.takes(entity, Verb.QUERY);
		boolean update = this.catalog.takes(entity, Verb.PATCH);
		json.writeBooleanProperty("canCreate", create);
		json.writeBooleanProperty("canDelete", delete);
		json.writeBooleanProperty("canQuery", query);
		json.writeBooleanProperty("canUpdate", update);
		json.writeStringProperty("userAccessForCreate", access(create));
		json.writeStringProperty("userAccessForDelete", access(delete));
		json.writeStringProperty("userAccessForQuery", access(query));
		json.writeStringProperty("userAccessForUpdate", access(update));
		json.writeBooleanProperty("hasUserDefinedFields", entity.hasUserDefinedFields());
		json.writeBooleanProperty("supportsWebhookCallouts", WEBHOOK_ENTITIES.contains(entity.name()));
		json.writeEndObject();
	}

	private static String access(boolean allowed) {
		return allowed ? "All" : "None";
	}

	private static void writeField(JsonGenerator json, Field field, boolean webhooks) {
		json.writeStartObject();
		json.writeStringProperty("name", field.name());
		json.writeStringProperty("dataType", field.type().wireName());
		json.writeNumberProperty("length", field.length());
		json.writeBooleanProperty("isRequired", field.isRequired());
		json.writeBooleanProperty("isReadOnly", field.isReadOnly());
		json.writeBooleanProperty("isQueryable", field.isQueryable());
		json.writeBooleanProperty("isReference", field.reference() != null);
		json.writeStringProperty("referenceEntityType", (field.reference() != null) ? field.reference() : "");
		json.writeBooleanProperty("isPickList", field.picklist() != null);
		writePicklist(json, field.picklist());
		json.writeStringProperty("picklistParentValueField", field.name().equals("subIssueType") ? "issueType" : "");
		json.writeBooleanProperty("isSupportedWebhookField", webhooks && field.index() > 0);
		json.writeEndObject();
	}

	private static void writeUserDefinedField(JsonGenerator json, UserDefinedField field, boolean webhooks) {
		List<PickValue> values = field.values()
			.stream()
			.map((value) -> new PickValue(value, value, false, field.values().indexOf(value) + 1, "", true, false))
			.toList();
		json.writeStartObject();
		json.writeStringProperty("name", field.name());
		json.writeStringProperty("label", field.name());
		json.writeStringProperty("type", field.kind().wireName());
		json.writeNumberProperty("length", (field.kind() == UserDefinedField.Kind.STRING) ? 8000 : 0);
		json.writeStringProperty("description", "");
		json.writeBooleanProperty("isRequired", false);
		json.writeBooleanProperty("isReadOnly", false);
		json.writeBooleanProperty("isQueryable", true);
		json.writeBooleanProperty("isReference", false);
		json.writeStringProperty("referenceEntityType", "");
		json.writeBooleanProperty("isPickList", !values.isEmpty());
		writePicklist(json, values.isEmpty() ? null : values);
		json.writeStringProperty("picklistParentValueField", "");
		json.writeStringProperty("defaultValue", "");
		json.writeBooleanProperty("isSupportedWebhookField", webhooks);
		json.writeEndObject();
	}

	private static void writePicklist(JsonGenerator json, @Nullable List<PickValue> values) {
		if (values == null) {
			json.writeNullProperty("picklistValues");
			return;
		}
		json.writeArrayPropertyStart("picklistValues");
		for (PickValue value : values) {
			json.writeStartObject();
			json.writeStringProperty("value", value.value());
			json.writeStringProperty("label", value.label());
			json.writeBooleanProperty("isDefaultValue", value.isDefault());
			json.writeNumberProperty("sortOrder", value.sortOrder());
			json.writeStringProperty("parentValue", value.parentValue());
			json.writeBooleanProperty("isActive", value.isActive());
			json.writeBooleanProperty("isSystem", value.isSystem());
			json.writeEndObject();
		}
		json.writeEndArray();
	}

}
