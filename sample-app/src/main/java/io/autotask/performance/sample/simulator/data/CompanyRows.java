package io.autotask.performance.sample.simulator.data;

import java.util.List;

import io.autotask.performance.sample.simulator.schema.EntitySchema;

/**
 * Companies and their locations. Company 0 is the service provider itself.
 */
record CompanyRows(Blueprint blueprint) {

	private static final int CUSTOMER = 1;

	/** The name of a company. */
	static String name(Blueprint blueprint, long id) {
		if (id == 0) {
			return "Sample Managed Services";
		}
		long first = Vocabulary.COMPANY_FIRST.size();
		long names = first * Vocabulary.COMPANY_SECOND.size();
		long mixed = (id * 397) % names;
		String name = Blueprint.pick(Vocabulary.COMPANY_FIRST, mixed % first) + " "
				+ Blueprint.pick(Vocabulary.COMPANY_SECOND, mixed / first);
		return (id <= names) ? name : name + " " + (id / names + 1);
	}

	static String phone(Dice dice, long id) {
		return "(%03d) 555-%04d".formatted(200 + dice.below(700, id, 90), dice.below(10_000, id, 91));
	}

	GeneratedRows companies(EntitySchema schema) {
		Dice dice = this.blueprint.dice(schema);
		GeneratedRows rows = GeneratedRows.of(schema, 0, this.blueprint.sizes().companies())
			.set("companyName", (id) -> name(this.blueprint, id))
			.set("companyNumber", (id) -> "C%05d".formatted(id))
			.set("companyType", (id) -> type(dice, id))
			.set("isActive", (id) -> id == 0 || dice.share(id, 1) < 0.94)
			.set("ownerResourceID", (id) -> 1 + dice.below(Sizes.TECHNICIANS, id, 2))
			.set("classification", (id) -> 1 + dice.below(3, id, 3))
			.set("marketSegmentID", (id) -> (dice.share(id, 4) < 0.3) ? null : 1 + dice.below(5, id, 5))
			.set("territoryID", (id) -> 1 + dice.below(4, id, 6))
			.set("parentCompanyID", (id) -> (id > 10 && dice.share(id, 7) < 0.05) ? 1 + dice.below(10, id, 8) : null)
			.set("createDate",
					(id) -> this.blueprint.calendar().duringDaysAgo(800 + dice.below(1500, id, 9), dice.share(id, 59)))
			.set("lastActivityDate",
					(id) -> this.blueprint.calendar().duringDaysAgo(1 + dice.below(60, id, 10), dice.share(id, 60)))
			.set("lastTrackedModifiedDateTime",
					(id) -> this.blueprint.calendar().duringDaysAgo(60 + dice.below(600, id, 11), dice.share(id, 61)))
			.fixed("createdByResourceID", 1)
			.fixed("currencyID", 1)
			.fixed("companyCategoryID", 1)
			.fixed("taxRegionID", 1)
			.fixed("billToAddressToUse", 1)
			.fixed("invoiceMethod", 2)
			.fixed("invoiceTemplateID", 102)
			.fixed("quoteTemplateID", 1)
			.fixed("isClientPortalActive", true)
			.no("isEnabledForComanaged", "isSample", "isTaskFireActive", "isTaxExempt",
					"invoiceNonContractItemsToParentCompany");
		return userDefined(address(rows, dice), dice);
	}

	private GeneratedRows address(GeneratedRows rows, Dice dice) {
		return rows.set("phone", (id) -> phone(dice, id))
			.set("address1", (id) -> street(dice, id))
			.set("billingAddress1", (id) -> street(dice, id))
			.set("city", (id) -> Blueprint.pick(Vocabulary.CITIES, city(dice, id)))
			.set("state", (id) -> Blueprint.pick(Vocabulary.STATES, city(dice, id)))
			.set("postalCode", (id) -> "%05d".formatted(10_000 + 5_000 * city(dice, id) + dice.below(900, id, 22)))
			.fixed("countryID", 237)
			.set("webAddress", (id) -> "www." + Blueprint.plain(name(this.blueprint, id)) + ".example")
			.blank("additionalAddressInformation", "alternatePhone1", "alternatePhone2",
					"billToAdditionalAddressInformation", "billingAddress2", "billToAttention", "billToCity",
					"billToState", "billToZipCode", "fax", "sicCode", "stockMarket", "stockSymbol", "taxID");
	}

	private static GeneratedRows userDefined(GeneratedRows rows, Dice dice) {
		return rows
			.setUserDefined("Customer Ranking",
					(id) -> (dice.share(id, 30) < 0.4) ? null
							: dice.pick(List.of("Golden", "Silver", "Bronze"), id, 31))
			.setUserDefined("Number of Seats", (id) -> (5 + dice.below(120, id, 32)) + ".0000");
	}

	GeneratedRows locations(EntitySchema schema) {
		Dice dice = this.blueprint.dice(schema);
		int size = Sizes.LOCATIONS_PER_COMPANY;
		return GeneratedRows.of(schema, 1, this.blueprint.sizes().companies() * size)
			.existing((id) -> (id - 1) % size == 0 || dice.share(id, 0) < 0.3)
			.inBlocks("companyID", (company) -> Sizes.firstOf(company, size), size)
			.set("companyID", (id) -> Sizes.parentOf(id, size))
			.set("name", (id) -> ((id - 1) % size == 0) ? "Main Office" : "Warehouse")
			.set("isPrimary", (id) -> (id - 1) % size == 0)
			.set("phone", (id) -> phone(dice, id))
			.set("address1", (id) -> street(dice, id))
			.set("city", (id) -> Blueprint.pick(Vocabulary.CITIES, city(dice, id)))
			.set("state", (id) -> Blueprint.pick(Vocabulary.STATES, city(dice, id)))
			.set("postalCode", (id) -> "%05d".formatted(10_000 + 5_000 * city(dice, id)))
			.fixed("countryID", 237)
			.fixed("isActive", true)
			.no("isTaxExempt", "overrideCompanyTaxSettings")
			.blank("address2", "alternatePhone1", "alternatePhone2", "description", "fax");
	}

	private static int type(Dice dice, long id) {
		if (id == 0 || dice.share(id, 0) < 0.8) {
			return CUSTOMER;
		}
		return 2 + dice.below(6, id, 12);
	}

	private static String street(Dice dice, long id) {
		return (1 + dice.below(240, id, 20)) + " " + dice.pick(Vocabulary.STREETS, id, 21);
	}

	private static int city(Dice dice, long id) {
		return dice.below(Vocabulary.CITIES.size(), id, 23);
	}

}
