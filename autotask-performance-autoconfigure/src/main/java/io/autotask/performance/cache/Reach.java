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
import org.jspecify.annotations.Nullable;

/**
 * What a read depends on, and how far a write reaches. When in doubt a write reaches
 * further: an answer dropped too many costs one request, one too few is wrong.
 */
final class Reach {

	/**
	 * Rows that the API changes by itself, beyond those above the written one.
	 */
	private static final Map<String, Set<String>> ALSO_CHANGED = Map.ofEntries(
			Map.entry("TimeEntries", Set.of("Tickets", "Tasks", "Projects", "BillingItems", "TicketHistory")),
			Map.entry("TaskNotes", Set.of("Tasks")),
			Map.entry("Tickets", Set.of("TicketHistory", "NotificationHistory")),
			Map.entry("TicketNotes", Set.of("TicketHistory", "NotificationHistory")),
			Map.entry("ServiceCallTickets", Set.of("Tickets")), Map.entry("ServiceCallTasks", Set.of("Tasks")),
			Map.entry("Tasks", Set.of("Phases", "Projects")), Map.entry("Contacts", Set.of("ClientPortalUsers")),
			Map.entry("TicketChecklistLibraries", Set.of("TicketChecklistItems")),
			Map.entry("DocumentChecklistLibraries", Set.of("DocumentChecklistItems")),
			Map.entry("ContractServiceAdjustments", Set.of("ContractServices", "ContractServiceUnits")),
			Map.entry("ContractServiceBundleAdjustments",
					Set.of("ContractServiceBundles", "ContractServiceBundleUnits")),
			Map.entry("TimeOffRequests", Set.of("ResourceTimeOffBalances", "ResourceTimeOffAdditional")),
			Map.entry("InventoryStockedItems",
					Set.of("InventoryItems", "InventoryItemSerialNumbers", "InventoryTransfers")),
			Map.entry("InventoryTransfers", Set.of("InventoryStockedItems", "InventoryItems", "InventoryProducts")),
			Map.entry("PurchaseOrderItemReceiving",
					Set.of("InventoryStockedItems", "InventoryItems", "InventoryProducts")));

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
		List<Tag> tags = new ArrayList<>(4);
		tags.add(Tag.everything(origin));
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
		tags.add(Tag.births(call.origin(), call.entity()));
		return tags;
	}

	/**
	 * The tags by which an answer is found when a write may change it.
	 */
	static List<Tag> ofAnswer(ApiCall call, Footprint footprint) {
		List<Tag> tags = new ArrayList<>(ofRead(call));
		Origin origin = call.origin();
		String entity = call.entity();
		if (footprint.rows() != null && call.operation() != Operation.GET) {
			for (int i = 0; i < footprint.rows().size(); i++) {
				tags.add(Tag.row(origin, entity, footprint.rows().id(i)));
			}
		}
		if (call.operation() == Operation.LIST) {
			tags.add(Tag.children(origin, entity));
		}
		if (footprint.query() != null) {
			for (String field : footprint.query().filterFields()) {
				tags.add(ServerFields.mayMove(entity, field) ? Tag.moving(origin, entity)
						: Tag.field(origin, entity, field));
			}
		}
		return tags;
	}

	/**
	 * How far a write reaches.
	 * @param body what it says, or null when that is not known
	 */
	static WriteReach ofWrite(ApiCall call, byte @Nullable [] body) {
		List<Effect> effects = new ArrayList<>();
		effects.add(Effect.of(call, body));
		if (call.parent() != null) {
			effects.add(Effect.onTouched(call.origin(), call.parent()));
		}
		return new WriteReach(tagsOfWrite(call), effects);
	}

	private static Set<Tag> tagsOfWrite(ApiCall call) {
		Origin origin = call.origin();
		String entity = call.entity();
		Set<Tag> tags = new LinkedHashSet<>();
		tags.add(Tag.anything(entity));
		if (call.operation() == Operation.CREATE || call.operation() == Operation.OTHER) {
			tags.add(Tag.births(origin, entity));
		}
		if (call.id() != null) {
			tags.add(Tag.row(origin, entity, call.id()));
		}
		else if (call.operation() != Operation.CREATE) {
			tags.add(Tag.allRows(origin, entity));
		}
		addParents(tags, call);
		ALSO_CHANGED.getOrDefault(entity, Set.of()).forEach((changed) -> addAll(tags, origin, changed));
		if (entity.endsWith("Attachments")) {
			addAll(tags, origin, "AttachmentInfo");
		}
		if (call.operation() == Operation.DELETE || call.operation() == Operation.OTHER) {
			Entities.known().childrenOf(entity).forEach((child) -> addAll(tags, origin, child));
			DELETION_LOGS.getOrDefault(entity, Set.of()).forEach((log) -> addAll(tags, origin, log));
		}
		if (shapesMetadata(entity)) {
			tags.add(Tag.metadata(origin));
		}
		if (shapesMetadata(entity) || CacheSettings.isReferenceData(entity)) {
			tags.add(Tag.referenceData());
		}
		if (!Entities.known().isKnown(entity)) {
			// A path that is written in an odd way, or an entity that is new to us.
			tags.add(Tag.everything(origin));
			tags.add(Tag.everything(null));
		}
		return tags;
	}

	private static void addParents(Set<Tag> tags, ApiCall call) {
		RowRef parent = call.parent();
		if (parent != null) {
			tags.add(Tag.anything(parent.entity()));
			tags.add(Tag.row(call.origin(), parent));
		}
		addAbove(tags, call.origin(), call.entity(), (parent != null) ? parent.entity() : "");
	}

	/** All rows under which a row may live, and those above them. */
	private static void addAbove(Set<Tag> tags, Origin origin, String entity, String exceptTheRowsOf) {
		for (String above : Entities.known().parentsOf(entity)) {
			if (!above.equals(exceptTheRowsOf)) {
				addAll(tags, origin, above);
			}
			addAbove(tags, origin, above, "");
		}
	}

	private static void addLists(Set<Tag> tags, Origin origin, String entity) {
		tags.add(Tag.lists(origin, entity));
		tags.add(Tag.births(origin, entity));
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
