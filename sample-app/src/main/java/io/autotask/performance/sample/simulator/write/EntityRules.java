package io.autotask.performance.sample.simulator.write;

import io.autotask.performance.sample.simulator.data.Draft;
import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import org.jspecify.annotations.Nullable;

/**
 * What is special to an entity: what the server fills in and what it refuses.
 */
interface EntityRules {

	/** Rules of an entity that has no special ones. */
	EntityRules NONE = new EntityRules() {
	};

	/** Values of a new row that nobody gave. Runs before the fields are checked. */
	default void prepare(Draft draft, WriteContext context) {
	}

	/**
	 * Business rules and fields that change by themselves. Runs after the fields are
	 * checked.
	 * @param before the row as it was, or {@code null} if it is new
	 */
	default void settle(Draft draft, @Nullable Row before, WriteContext context) {
	}

	/** What a write, or a delete, of this row means for other rows. */
	default void follow(EntitySchema schema, Row row, WriteContext context) {
	}

	/** The special rules of an entity. */
	static EntityRules of(String entity) {
		return switch (entity) {
			case "Tickets" -> new TicketRules();
			case "Tasks" -> new TaskRules();
			case "Projects" -> new ProjectRules();
			case "TimeEntries" -> new TimeEntryRules();
			case "TicketNotes" -> new ActivityRules("ticketID", "Ticket");
			case "TicketChecklistItems" -> new ActivityRules("ticketID", "Ticket");
			case "TaskNotes" -> new ActivityRules("taskID", "Task");
			case "ProjectNotes" -> new ActivityRules("projectID", "Project");
			case "CompanyNotes", "CompanyToDos" -> new ActivityRules("companyID", "Company");
			case "Phases" -> new ActivityRules("projectID", "Project");
			default -> entity.contains("Webhook") ? WebhookRules.of(entity) : NONE;
		};
	}

}
