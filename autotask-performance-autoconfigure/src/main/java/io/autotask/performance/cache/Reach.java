package io.autotask.performance.cache;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.Entities;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.RowRef;

/**
 * What a read depends on, and how far a write reaches. When in doubt a write reaches
 * further: an answer dropped too many costs one request, one too few is wrong.
 */
final class Reach {

	/**
	 * Rows that the API changes by itself, beyond the parent in whose path a write was
	 * made.
	 */
	private static final Map<String, Set<String>> ALSO_CHANGED = Map.of("TimeEntries",
			Set.of("Tickets", "Tasks", "Projects"), "TaskNotes", Set.of("Tasks"), "Tickets",
			Set.of("TicketHistory", "NotificationHistory"), "ServiceCallTickets", Set.of("Tickets"), "ServiceCallTasks",
			Set.of("Tasks"), "Tasks", Set.of("Phases", "Projects"));

	/** Logs to which the API adds a row when one of an entity is deleted. */
	private static final Map<String, Set<String>> DELETION_LOGS = Map.of("Tickets", Set.of("DeletedTicketLogs"),
			"TicketNotes", Set.of("DeletedTicketActivityLogs"), "TicketAttachments",
			Set.of("DeletedTicketActivityLogs"), "TaskNotes", Set.of("DeletedTaskActivityLogs"), "TaskAttachments",
			Set.of("DeletedTaskActivityLogs"), "TimeEntries",
			Set.of("DeletedTicketActivityLogs", "DeletedTaskActivityLogs"));

	private Reach() {
	}

	/**
	 * The tags on which the answer to a read depends.
	 */
	static List<Tag> ofRead(ApiCall call) {
		Origin origin = call.origin();
		List<Tag> tags = new ArrayList<>(3);
		if (call.operation() == Operation.METADATA) {
			tags.add(Tag.metadata(origin));
		}
		else {
			tags.add(Tag.allRows(origin, call.entity()));
			tags.add((call.operation() == Operation.GET && call.id() != null)
					? Tag.row(origin, call.entity(), call.id()) : Tag.lists(origin, call.entity()));
		}
		if (call.identity() != null) {
			tags.add(Tag.identity(origin, call.identity()));
		}
		return tags;
	}

	/**
	 * The tags on which the answer "there is no such row" depends: a create may change
	 * it.
	 */
	static List<Tag> ofAbsence(ApiCall call) {
		List<Tag> tags = new ArrayList<>(ofRead(call));
		tags.add(Tag.lists(call.origin(), call.entity()));
		return tags;
	}

	/**
	 * The tags that a write raises.
	 */
	static Set<Tag> ofWrite(ApiCall call) {
		Origin origin = call.origin();
		String entity = call.entity();
		Set<Tag> tags = new LinkedHashSet<>();
		addLists(tags, origin, entity);
		if (call.id() != null) {
			tags.add(Tag.row(origin, entity, call.id()));
		}
		else if (call.operation() != Operation.CREATE) {
			tags.add(Tag.allRows(origin, entity));
		}
		addParents(tags, call);
		ALSO_CHANGED.getOrDefault(entity, Set.of()).forEach((changed) -> addAll(tags, origin, changed));
		if (call.operation() == Operation.DELETE || call.operation() == Operation.OTHER) {
			Entities.known().childrenOf(entity).forEach((child) -> addAll(tags, origin, child));
			DELETION_LOGS.getOrDefault(entity, Set.of()).forEach((log) -> addAll(tags, origin, log));
		}
		if (shapesMetadata(entity)) {
			tags.add(Tag.metadata(origin));
		}
		return tags;
	}

	private static void addParents(Set<Tag> tags, ApiCall call) {
		RowRef parent = call.parent();
		if (parent != null) {
			addLists(tags, call.origin(), parent.entity());
			tags.add(Tag.row(call.origin(), parent));
		}
		for (String other : Entities.known().parentsOf(call.entity())) {
			if (parent == null || !other.equals(parent.entity())) {
				addAll(tags, call.origin(), other);
			}
		}
	}

	private static void addLists(Set<Tag> tags, Origin origin, String entity) {
		tags.add(Tag.lists(origin, entity));
		tags.add(Tag.anything(entity));
	}

	private static void addAll(Set<Tag> tags, Origin origin, String entity) {
		addLists(tags, origin, entity);
		tags.add(Tag.allRows(origin, entity));
	}

	/**
	 * Whether a row of the entity shows up as a field or a picklist value of others.
	 */
	private static boolean shapesMetadata(String entity) {
		return entity.startsWith("UserDefinedField") || entity.endsWith("Categories") || entity.endsWith("Types")
				|| entity.equals("Departments") || entity.equals("Roles");
	}

}
