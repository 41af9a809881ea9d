package io.autotask.performance.client;

import java.util.Map;

/**
 * Which field of an entity tells when a row was last changed, by Autotask's own advice
 * for finding changes. The names differ, and not every entity has one. A field of last
 * activity also changes when something happens around a row, such as a note.
 */
final class ChangeFields {

	private static final Map<String, String> FIELDS = Map.ofEntries(Map.entry("Companies", "lastActivityDate"),
			Map.entry("CompanyNotes", "lastModifiedDate"), Map.entry("CompanyToDos", "lastModifiedDate"),
			Map.entry("ConfigurationItems", "lastModifiedTime"), Map.entry("Contacts", "lastModifiedDate"),
			Map.entry("ContractNotes", "lastActivityDate"), Map.entry("Contracts", "lastModifiedDateTime"),
			Map.entry("DeletedTaskActivityLogs", "deletedDateTime"),
			Map.entry("DeletedTicketActivityLogs", "deletedDateTime"),
			Map.entry("DeletedTicketLogs", "deletedDateTime"), Map.entry("Phases", "lastActivityDateTime"),
			Map.entry("ProjectNotes", "lastActivityDate"), Map.entry("Projects", "lastActivityDateTime"),
			Map.entry("ServiceBundles", "lastModifiedDate"), Map.entry("ServiceCalls", "lastModifiedDateTime"),
			Map.entry("Services", "lastModifiedDate"), Map.entry("TaskNotes", "lastActivityDate"),
			Map.entry("Tasks", "lastActivityDateTime"), Map.entry("TicketNotes", "lastActivityDate"),
			Map.entry("Tickets", "lastActivityDate"), Map.entry("TimeEntries", "lastModifiedDateTime"));

	private ChangeFields() {
	}

	/**
	 * The field that tells when a row was last changed.
	 * @param entity the entity as the API spells it
	 * @return the field
	 * @throws IllegalArgumentException when there is none
	 */
	static String of(String entity) {
		String field = FIELDS.get(entity);
		if (field == null) {
			throw new IllegalArgumentException("No field of " + entity
					+ " is known to tell when a row was last changed. Read all rows, or use a condition of your own");
		}
		return field;
	}

}
