package io.autotask.performance.benchmark.work;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How rows of an entity are written, as far as that is known: what a new row takes over
 * from one that is there, and which text may be changed without meaning anything.
 *
 * @param parent the entity below which rows are written, or null for the root
 * @param parentField the field that holds the parent's id, or null
 * @param child the collection below the parent, or null
 * @param titles fields that get a name of ours in a new row
 * @param copied fields that a new row takes over
 * @param text the field that updates change
 * @param textLength how long it may be
 * @param deletable whether the API lets rows go
 */
record WritableEntity(@Nullable String parent, @Nullable String parentField, @Nullable String child,
		List<String> titles, List<String> copied, String text, int textLength, boolean deletable) {

	private static final Map<String, WritableEntity> KNOWN = Map.of("Companies",
			root(List.of("companyName"), List.of("companyType", "ownerResourceID", "phone"),
					"additionalAddressInformation", 100),
			"Contacts",
			new WritableEntity("Companies", "companyID", "Contacts", List.of("firstName", "lastName"),
					List.of("isActive"), "note", 50, true),
			"Tickets",
			root(List.of("title"),
					List.of("companyID", "status", "priority", "queueID", "ticketCategory", "ticketType",
							"dueDateTime"),
					"description", 8000),
			"Projects", root(List.of("projectName"),
					List.of("companyID", "projectType", "status", "startDateTime", "endDateTime"), "description", 2000),
			"Tasks",
			new WritableEntity("Projects", "projectID", "Tasks", List.of("title"), List.of("status", "taskType"),
					"description", 8000, false),
			"ConfigurationItems",
			root(List.of("referenceTitle"), List.of("companyID", "productID", "isActive"), "notes", 255));

	private static WritableEntity root(List<String> titles, List<String> copied, String text, int textLength) {
		return new WritableEntity(null, null, null, titles, copied, text, textLength, false);
	}

	/**
	 * How an entity is written.
	 * @return what is known, or null
	 */
	static @Nullable WritableEntity of(String entity) {
		return KNOWN.get(entity);
	}

	/**
	 * The entities of which it is known.
	 * @return names as the API spells them, in order
	 */
	static List<String> names() {
		return KNOWN.keySet().stream().sorted().toList();
	}

	/**
	 * Whether an operation is possible.
	 */
	boolean allows(OperationType operation) {
		return operation != OperationType.DELETE || this.deletable;
	}

}
