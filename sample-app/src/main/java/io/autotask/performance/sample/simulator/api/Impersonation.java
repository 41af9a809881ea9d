package io.autotask.performance.sample.simulator.api;

import java.util.Set;

import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.data.Table;
import io.autotask.performance.sample.simulator.data.Tenant;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import io.autotask.performance.sample.simulator.write.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Writing in the name of another resource. Some entities take it, others ignore it
 * without a word, and a query with it is refused.
 */
record Impersonation(Tenant tenant) {

	private static final long API_LICENSE = 7;

	private static final Set<String> ENTITIES = Set.of("AttachmentInfo", "Companies", "CompanyNotes",
			"CompanyNoteAttachments", "CompanyToDos", "Contacts", "ContractNotes", "ConfigurationItems",
			"ConfigurationItemNotes", "ConfigurationItemNoteAttachments", "ConfigurationItemAttachments",
			"InventoryItems", "InventoryLocations", "Opportunities", "Products", "ProductNotes", "Projects",
			"ProjectNotes", "PurchaseOrders", "Quotes", "SalesOrders", "ServiceCalls", "Subscriptions", "TaskNotes",
			"Tickets", "TicketNotes", "TimeEntries");

	/** Who a write is of. */
	Actor actor(EntitySchema entity, @Nullable String resourceId, String verb) {
		Actor self = Actor.self(Tenant.apiUser());
		if (resourceId == null || !ENTITIES.contains(entity.name())) {
			return self;
		}
		Long resource = allowed(resourceId.trim());
		if (resource == null) {
			throw refused(verb);
		}
		return new Actor(resource, self.resourceId());
	}

	/** Refuses what may not be impersonated at all. */
	static void checkNone(@Nullable String resourceId) {
		if (resourceId != null) {
			throw refused("query");
		}
	}

	private @Nullable Long allowed(String resourceId) {
		Table resources = this.tenant.table("Resource");
		EntitySchema schema = resources.schema();
		try {
			Row row = resources.find(Long.parseLong(resourceId));
			boolean person = row != null && Boolean.TRUE.equals(row.value(schema.require("isActive")))
					&& !Long.valueOf(API_LICENSE).equals(row.value(schema.require("licenseType")));
			return (row != null && person) ? (Long) row.id() : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static RefusedException refused(String verb) {
		return new RefusedException(
				"The logged in Resource does not have the adequate permissions to " + verb + " this entity type.");
	}

}
