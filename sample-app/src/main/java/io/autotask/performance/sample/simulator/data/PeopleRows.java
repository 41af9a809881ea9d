package io.autotask.performance.sample.simulator.data;

import io.autotask.performance.sample.simulator.schema.EntitySchema;

/**
 * Contacts of the companies, and resources: the people of the service provider.
 */
record PeopleRows(Blueprint blueprint) {

	/** One of the contacts of a company. */
	static long contactOf(Sizes sizes, long company, int number) {
		return company + number * sizes.companies();
	}

	GeneratedRows contacts(EntitySchema schema) {
		Dice dice = this.blueprint.dice(schema);
		long companies = this.blueprint.sizes().companies();
		return GeneratedRows.of(schema, 1, this.blueprint.sizes().contacts())
			.set("companyID", (id) -> (id - 1) % companies + 1)
			.set("firstName", (id) -> first(dice, id))
			.set("lastName", (id) -> last(dice, id))
			.set("emailAddress",
					(id) -> mailbox(dice, id) + "@"
							+ Blueprint.plain(CompanyRows.name(this.blueprint, (id - 1) % companies + 1)) + ".example")
			.set("isActive", (id) -> (id <= companies || dice.share(id, 2) < 0.9) ? 1 : 0)
			.set("primaryContact", (id) -> id <= companies)
			.set("title", (id) -> dice.pick(Vocabulary.JOBS, id, 3))
			.set("phone", (id) -> CompanyRows.phone(dice, id))
			.set("mobilePhone", (id) -> (dice.share(id, 4) < 0.5) ? CompanyRows.phone(dice, id + 1) : "")
			.set("companyLocationID", (id) -> Sizes.firstOf((id - 1) % companies + 1, Sizes.LOCATIONS_PER_COMPANY))
			.set("createDate",
					(id) -> this.blueprint.calendar().duringDaysAgo(700 + dice.below(900, id, 5), dice.share(id, 55)))
			.set("lastActivityDate",
					(id) -> this.blueprint.calendar().duringDaysAgo(1 + dice.below(90, id, 6), dice.share(id, 56)))
			.set("lastModifiedDate",
					(id) -> this.blueprint.calendar().duringDaysAgo(90 + dice.below(500, id, 7), dice.share(id, 57)))
			.fixed("countryID", 237)
			.fixed("receivesEmailNotifications", true)
			.no("isOptedOutFromBulkEmail", "solicitationOptOut", "surveyOptOut")
			.blank("additionalAddressInformation", "addressLine", "addressLine1", "alternatePhone", "city",
					"emailAddress2", "emailAddress3", "extension", "externalID", "facebookUrl", "faxNumber",
					"linkedInUrl", "note", "roomNumber", "state", "twitterUrl", "zipCode");
	}

	GeneratedRows resources(EntitySchema schema) {
		Dice dice = this.blueprint.dice(schema);
		return GeneratedRows.of(schema, 1, Sizes.RESOURCES)
			.set("firstName", (id) -> isApiUser(id) ? "API" : Blueprint.pick(Vocabulary.FIRST_NAMES, id * 5))
			.set("lastName", (id) -> isApiUser(id) ? "User" : Blueprint.pick(Vocabulary.LAST_NAMES, id * 7))
			.set("userName",
					(id) -> isApiUser(id) ? "sample"
							: Blueprint.plain(Blueprint.pick(Vocabulary.LAST_NAMES, id * 7)) + id)
			.set("email", (id) -> "resource" + id + "@sample.example")
			.set("title", (id) -> Blueprint.pick(Vocabulary.ROLES, id))
			.set("isActive", (id) -> id != Sizes.TECHNICIANS + 1)
			.set("licenseType", (id) -> isApiUser(id) ? 7 : 1)
			.set("userType", (id) -> isApiUser(id) ? 17 : (id == 1) ? 9 : 10)
			.set("defaultServiceDeskRoleID", TicketRows::roleOf)
			.set("hireDate", (id) -> this.blueprint.calendar().daysAgo(400 + dice.below(3000, id, 0)))
			.set("officePhone", (id) -> CompanyRows.phone(dice, id))
			.set("internalCost", (id) -> Blueprint.hundredths(3500 + 250L * dice.below(12, id, 1)))
			.fixed("resourceType", "Employee")
			.fixed("locationID", 1)
			.fixed("payrollType", 1)
			.fixed("emailTypeCode", "PRIMARY")
			.fixed("dateFormat", "MM/dd/yyyy")
			.fixed("timeFormat", "hh:mm a")
			.fixed("numberFormat", "X,XXX.XX")
			.blank("accountingReferenceID", "email2", "email3", "emailTypeCode2", "emailTypeCode3", "gender",
					"homePhone", "initials", "middleName", "mobilePhone", "officeExtension", "travelAvailabilityPct");
	}

	private static boolean isApiUser(long id) {
		return id == Sizes.API_USER;
	}

	private static String first(Dice dice, long id) {
		return dice.pick(Vocabulary.FIRST_NAMES, id, 0);
	}

	private static String last(Dice dice, long id) {
		return dice.pick(Vocabulary.LAST_NAMES, id, 1);
	}

	private static String mailbox(Dice dice, long id) {
		return Blueprint.plain(first(dice, id)) + "." + Blueprint.plain(last(dice, id));
	}

}
