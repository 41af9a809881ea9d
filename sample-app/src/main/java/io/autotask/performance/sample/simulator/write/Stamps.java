package io.autotask.performance.sample.simulator.write;

import java.util.List;

import io.autotask.performance.sample.simulator.data.Draft;
import io.autotask.performance.sample.simulator.schema.FieldType;

/**
 * Fields that the server keeps by itself, under the many names that they have. A name
 * that the entity lacks is passed over.
 */
final class Stamps {

	private static final long RESOURCE = 1;

	private static final List<String> CREATED = List.of("createDate", "createDateTime", "createdTime");

	private static final List<String> CREATORS = List.of("creatorResourceID", "createdByResourceID", "creatorUserID",
			"createdByPersonID");

	private static final List<String> ACTIVE = List.of("lastActivityDate", "lastActivityDateTime");

	private static final List<String> MODIFIED = List.of("lastModifiedDate", "lastModifiedDateTime", "lastModifiedTime",
			"lastTrackedModifiedDateTime", "lastTrackedModificationDateTime");

	private static final List<String> MODIFIERS = List.of("lastActivityResourceID", "lastModifiedUserID",
			"lastActivityPersonID");

	private Stamps() {
	}

	static void creation(Draft draft, WriteContext context) {
		CREATED.forEach((name) -> draft.set(name, context.now()));
		CREATORS.forEach((name) -> draft.set(name, context.actor().resourceId()));
		draft.set("creatorType", RESOURCE);
		draft.set("impersonatorCreatorResourceID", context.actor().impersonatorId());
		modification(draft, context);
		draft.set("impersonatorUpdaterResourceID", null);
		draft.schema().fields().stream().filter((field) -> field.type() == FieldType.BOOLEAN).forEach((field) -> {
			if (draft.value(field) == null) {
				draft.set(field, field.name().equals("isActive"));
			}
		});
	}

	static void modification(Draft draft, WriteContext context) {
		activity(draft, context);
		MODIFIED.forEach((name) -> draft.set(name, context.now()));
		MODIFIERS.forEach((name) -> draft.set(name, context.actor().resourceId()));
		draft.set("lastActivityPersonType", RESOURCE);
		draft.set("impersonatorUpdaterResourceID", context.actor().impersonatorId());
	}

	/** Something happened to the row, or to one that belongs to it. */
	static void activity(Draft draft, WriteContext context) {
		ACTIVE.forEach((name) -> draft.set(name, context.now()));
	}

}
