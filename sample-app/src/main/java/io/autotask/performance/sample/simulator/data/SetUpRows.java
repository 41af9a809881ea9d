package io.autotask.performance.sample.simulator.data;

import io.autotask.performance.sample.simulator.schema.EntitySchema;

/**
 * The few rows of a tenant's set-up. They do not depend on the seed.
 */
final class SetUpRows {

	private SetUpRows() {
	}

	static GeneratedRows of(EntitySchema schema) {
		return switch (schema.name()) {
			case "Roles" -> roles(schema);
			case "Departments" -> departments(schema);
			case "BillingCodes" -> billingCodes(schema);
			case "TicketCategories" -> ticketCategories(schema);
			default -> GeneratedRows.none(schema);
		};
	}

	private static GeneratedRows roles(EntitySchema schema) {
		return GeneratedRows.of(schema, 1, Vocabulary.ROLES.size())
			.each("name", Vocabulary.ROLES)
			.set("description", (id) -> "Works as " + Vocabulary.ROLES.get((int) id - 1))
			.set("hourlyRate", (id) -> Blueprint.hundredths(9000 + 1500 * id))
			.fixed("hourlyFactor", Blueprint.hundredths(100))
			.fixed("isActive", true)
			.no("isExcludedFromNewContracts", "isSystemRole")
			.fixed("roleType", 0);
	}

	private static GeneratedRows departments(EntitySchema schema) {
		return GeneratedRows.of(schema, 1, Vocabulary.DEPARTMENTS.size())
			.each("name", Vocabulary.DEPARTMENTS)
			.blank("description")
			.set("number", (id) -> "D" + id)
			.fixed("primaryLocationID", 1);
	}

	private static GeneratedRows billingCodes(EntitySchema schema) {
		return GeneratedRows.of(schema, 1, Vocabulary.WORK_TYPES.size())
			.each("name", Vocabulary.WORK_TYPES)
			.blank("description", "externalNumber")
			.set("billingCodeType", (id) -> (id >= 8 && id <= 10) ? 2 : 0)
			.set("useType", (id) -> (id <= 7) ? 1 : (id <= 10) ? 3 : 4)
			.fixed("isActive", true)
			.no("isExcludedFromNewContracts")
			.fixed("unitCost", Blueprint.hundredths(0))
			.fixed("unitPrice", Blueprint.hundredths(0));
	}

	private static GeneratedRows ticketCategories(EntitySchema schema) {
		return GeneratedRows.of(schema, 1, Vocabulary.TICKET_CATEGORIES.size())
			.each("name", Vocabulary.TICKET_CATEGORIES)
			.blank("nickname")
			.set("displayColorRgb", (id) -> 0x336699 + 0x1010 * id)
			.set("isActive", (id) -> id != 2)
			.no("isApiOnly")
			.set("isGlobalDefault", (id) -> id == 3);
	}

}
