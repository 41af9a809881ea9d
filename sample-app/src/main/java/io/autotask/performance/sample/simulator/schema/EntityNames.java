package io.autotask.performance.sample.simulator.schema;

import java.util.Map;
import java.util.Set;

/**
 * The API's plural and singular names.
 */
final class EntityNames {

	private static final Map<String, String> IRREGULAR = Map.of("Taxes", "Tax", "TagAliases", "TagAlias",
			"InternalLocationWithBusinessHours", "InternalLocationWithBusinessHours");

	private static final Set<String> UNCOUNTED = Set.of("TicketHistory", "NotificationHistory", "AttachmentInfo");

	private EntityNames() {
	}

	static String singular(String plural) {
		String irregular = IRREGULAR.get(plural);
		if (irregular != null) {
			return irregular;
		}
		if (UNCOUNTED.contains(plural) || !plural.endsWith("s")) {
			return plural;
		}
		if (plural.endsWith("ies")) {
			return plural.substring(0, plural.length() - 3) + "y";
		}
		return plural.substring(0, plural.length() - 1);
	}

}
