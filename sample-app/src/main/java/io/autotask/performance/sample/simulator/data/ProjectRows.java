package io.autotask.performance.sample.simulator.data;

import java.math.BigDecimal;
import java.time.Instant;

import io.autotask.performance.sample.simulator.schema.EntitySchema;
import org.jspecify.annotations.Nullable;

/**
 * Projects with their phases and tasks.
 */
final class ProjectRows {

	private static final long COMPLETE = 5;

	private final Sizes sizes;

	private final Calendar calendar;

	private final Dice projects;

	private final Dice tasks;

	ProjectRows(Blueprint blueprint) {
		this.sizes = blueprint.sizes();
		this.calendar = blueprint.calendar();
		this.projects = blueprint.dice().of("Projects");
		this.tasks = blueprint.dice().of("Tasks");
	}

	GeneratedRows projects(EntitySchema schema) {
		return GeneratedRows.of(schema, 1, this.sizes.projects())
			.set("projectName", (id) -> this.projects.pick(Vocabulary.PROJECTS, id, 0) + " " + (1 + id / 10))
			.set("projectNumber", (id) -> "P%06d.%04d".formatted(202_000 + id % 12, id))
			.set("companyID", (id) -> 1 + this.projects.below((int) this.sizes.companies(), id, 1))
			.fixed("projectType", 5)
			.set("status", this::projectStatus)
			.set("completedPercentage", (id) -> (projectStatus(id) == COMPLETE) ? 100 : this.projects.below(95, id, 3))
			.set("completedDateTime", (id) -> (projectStatus(id) == COMPLETE) ? end(id) : null)
			.set("startDateTime", this::start)
			.set("endDateTime", this::end)
			.set("duration", (id) -> 30)
			.set("createDateTime", this::start)
			.set("lastActivityDateTime", (id) -> this.calendar.past(end(id)))
			.set("statusDateTime", this::start)
			.set("projectLeadResourceID", (id) -> 1 + this.projects.below(Sizes.TECHNICIANS, id, 4))
			.fixed("creatorResourceID", 1)
			.fixed("lastActivityResourceID", 1)
			.fixed("lastActivityPersonType", 1)
			.fixed("department", 3)
			.set("description", (id) -> "Agreed with the customer in the quarterly review.")
			.set("estimatedTime", (id) -> Blueprint.hundredths(800L * Sizes.TASKS_PER_PROJECT))
			.fixed("actualHours", BigDecimal.ZERO)
			.fixed("actualBilledHours", BigDecimal.ZERO)
			.blank("extProjectNumber", "purchaseOrderNumber", "statusDetail");
	}

	GeneratedRows phases(EntitySchema schema) {
		int size = Sizes.PHASES_PER_PROJECT;
		return GeneratedRows.of(schema, 1, this.sizes.projects() * size)
			.inBlocks("projectID", (project) -> Sizes.firstOf(project, size), size)
			.set("projectID", (id) -> Sizes.parentOf(id, size))
			.set("title", (id) -> Blueprint.pick(Vocabulary.PHASES, id - 1))
			.set("phaseNumber", (id) -> "PH%d.%d".formatted(Sizes.parentOf(id, size), (id - 1) % size + 1))
			.set("startDate", (id) -> start(Sizes.parentOf(id, size)))
			.set("dueDate", (id) -> end(Sizes.parentOf(id, size)))
			.set("createDate", (id) -> start(Sizes.parentOf(id, size)))
			.set("lastActivityDateTime", (id) -> start(Sizes.parentOf(id, size)))
			.fixed("creatorResourceID", 1)
			.fixed("estimatedHours", BigDecimal.ZERO)
			.fixed("isScheduled", true)
			.blank("description", "externalID");
	}

	GeneratedRows tasks(EntitySchema schema) {
		int size = Sizes.TASKS_PER_PROJECT;
		return GeneratedRows.of(schema, 1, this.sizes.tasks())
			.inBlocks("projectID", (project) -> Sizes.firstOf(project, size), size)
			.set("projectID", (id) -> Sizes.parentOf(id, size))
			.set("phaseID", this::phase)
			.set("title", (id) -> Blueprint.pick(Vocabulary.TASKS, id - 1))
			.set("taskNumber", (id) -> "T%06d.%04d".formatted(Sizes.parentOf(id, size), (id - 1) % size + 1))
			.set("status", this::taskStatus)
			.fixed("taskType", 1)
			.set("assignedResourceID", this::resource)
			.set("assignedResourceRoleID", (id) -> TicketRows.roleOf(resource(id)))
			.fixed("departmentID", 3)
			.fixed("billingCodeID", 5)
			.fixed("estimatedHours", Blueprint.hundredths(800))
			.set("remainingHours", (id) -> Blueprint.hundredths((taskStatus(id) == COMPLETE) ? 0 : 400))
			.fixed("hoursToBeScheduled", BigDecimal.ZERO)
			.set("startDateTime", (id) -> start(Sizes.parentOf(id, size)))
			.set("endDateTime", (id) -> end(Sizes.parentOf(id, size)))
			.set("createDateTime", (id) -> start(Sizes.parentOf(id, size)))
			.set("completedDateTime", this::completed)
			.set("completedByResourceID", (id) -> (completed(id) != null) ? resource(id) : null)
			.set("lastActivityDateTime", (id) -> this.calendar.past(end(Sizes.parentOf(id, size))))
			.set("lastActivityResourceID", this::resource)
			.fixed("creatorResourceID", 1)
			.fixed("creatorType", 1)
			.fixed("priority", 0)
			.fixed("priorityLabel", 2)
			.fixed("taskCategoryID", 1)
			.fixed("isTaskBillable", true)
			.fixed("isVisibleInClientPortal", true)
			.no("canClientPortalUserCompleteTask")
			.blank("description", "externalID", "purchaseOrderNumber");
	}

	private long projectStatus(long id) {
		return (this.projects.share(id, 2) < 0.5) ? COMPLETE : (this.projects.share(id, 5) < 0.7) ? 8 : 1;
	}

	private Instant start(long project) {
		long days = (projectStatus(project) == COMPLETE) ? 60 + this.projects.below(400, project, 6)
				: 1 + this.projects.below(25, project, 6);
		return this.calendar.daysAgo(days);
	}

	private Instant end(long project) {
		return start(project).plusSeconds(30L * 86_400);
	}

	private long taskStatus(long id) {
		long project = Sizes.parentOf(id, Sizes.TASKS_PER_PROJECT);
		return (projectStatus(project) == COMPLETE || this.tasks.share(id, 0) < 0.3) ? COMPLETE
				: (this.tasks.share(id, 1) < 0.5) ? 8 : 1;
	}

	private long resource(long id) {
		return 1 + this.tasks.below(Sizes.TECHNICIANS, id, 2);
	}

	private long phase(long id) {
		long project = Sizes.parentOf(id, Sizes.TASKS_PER_PROJECT);
		long step = (id - 1) % Sizes.TASKS_PER_PROJECT * Sizes.PHASES_PER_PROJECT / Sizes.TASKS_PER_PROJECT;
		return Sizes.firstOf(project, Sizes.PHASES_PER_PROJECT) + step;
	}

	private @Nullable Instant completed(long id) {
		long project = Sizes.parentOf(id, Sizes.TASKS_PER_PROJECT);
		return (taskStatus(id) == COMPLETE) ? this.calendar.past(end(project)) : null;
	}

}
