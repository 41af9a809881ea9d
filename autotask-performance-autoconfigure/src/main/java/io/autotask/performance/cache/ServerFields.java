package io.autotask.performance.cache;

import java.util.Locale;
import java.util.Set;

/**
 * Fields that Autotask may change by itself when a row is written: dates of activity,
 * sums, and whatever a workflow rule of the tenant sets. Which rules there are nobody
 * here knows, so of an entity that can have some only a few fields are taken to stay what
 * they are.
 */
final class ServerFields {

	/** Never changed by the server once the row is there, of any entity. */
	private static final Set<String> FIXED = Set.of("id", "createdate", "createdatetime", "createdbyresourceid",
			"creatorresourceid", "companyid");

	/** Of tickets, beyond those. */
	private static final Set<String> FIXED_IN_TICKETS = Set.of("ticketnumber", "title", "description", "externalid",
			"companylocationid", "configurationitemid", "projectid", "opportunityid", "purchaseordernumber",
			"rmmalertid", "problemticketid", "creatortype");

	/** Entities that workflow rules do not change: only activity shows in them. */
	private static final Set<String> WITHOUT_WORKFLOW = Set.of("companies", "contacts", "companylocations", "resources",
			"products", "services", "servicebundles");

	private ServerFields() {
	}

	/**
	 * Whether a field may change though the write does not name it.
	 * @param entity the entity in any case
	 * @param field the field in lower case; a user-defined one begins with {@code udf:}
	 */
	static boolean mayMove(String entity, String field) {
		if (FIXED.contains(field)) {
			return false;
		}
		String name = entity.toLowerCase(Locale.ROOT);
		if (WITHOUT_WORKFLOW.contains(name) || CacheSettings.isReferenceData(name)) {
			return isOfActivity(field);
		}
		return !(name.equals("tickets") && FIXED_IN_TICKETS.contains(field));
	}

	private static boolean isOfActivity(String field) {
		return field.startsWith("last") || field.startsWith("impersonator") || field.contains("date")
				|| field.contains("time") || field.endsWith("count") || field.endsWith("rating");
	}

}
