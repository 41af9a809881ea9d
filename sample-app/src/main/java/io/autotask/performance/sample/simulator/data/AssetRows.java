package io.autotask.performance.sample.simulator.data;

import java.time.Instant;
import java.util.List;

import io.autotask.performance.sample.simulator.schema.EntitySchema;

/**
 * What the companies have: devices and contracts, and the products they are.
 */
record AssetRows(Blueprint blueprint) {

	private static final List<String> PREFIXES = List.of("WS", "SRV", "PRN", "NET", "FW");

	/** The name of a device. */
	static String hostname(long id) {
		int kind = (int) ((id - 1) % Sizes.ITEMS_PER_COMPANY);
		return "%s-%04d".formatted(PREFIXES.get(kind), Sizes.parentOf(id, Sizes.ITEMS_PER_COMPANY));
	}

	GeneratedRows items(EntitySchema schema) {
		Dice dice = this.blueprint.dice(schema);
		int size = Sizes.ITEMS_PER_COMPANY;
		return GeneratedRows.of(schema, 1, this.blueprint.sizes().companies() * size)
			.inBlocks("companyID", (company) -> Sizes.firstOf(company, size), size)
			.set("companyID", (id) -> Sizes.parentOf(id, size))
			.set("contactID", (id) -> ((id - 1) % size == 0) ? Sizes.parentOf(id, size) : null)
			.set("contractID", (id) -> Sizes.parentOf(id, size))
			.set("companyLocationID", (id) -> Sizes.firstOf(Sizes.parentOf(id, size), Sizes.LOCATIONS_PER_COMPANY))
			.set("productID", (id) -> 1 + dice.below(Vocabulary.PRODUCTS.size(), id, 0))
			.set("configurationItemType", (id) -> (id - 1) % size + 1)
			.fixed("configurationItemCategoryID", 1)
			.set("isActive", (id) -> dice.share(id, 1) < 0.93)
			.set("referenceTitle", AssetRows::hostname)
			.set("rmmDeviceAuditHostname", AssetRows::hostname)
			.set("serialNumber", (id) -> "SN%08X".formatted(dice.below(Integer.MAX_VALUE, id, 2)))
			.set("referenceNumber", (id) -> "CI%06d".formatted(id))
			.set("installDate", (id) -> this.blueprint.calendar().daysAgo(30 + dice.below(1400, id, 3)))
			.set("warrantyExpirationDate", (id) -> this.blueprint.calendar().daysAgo(dice.below(1400, id, 4) - 1000L))
			.set("createDate", (id) -> this.blueprint.calendar().daysAgo(30 + dice.below(1400, id, 3)))
			.set("lastModifiedTime", (id) -> this.blueprint.calendar().daysAgo(1 + dice.below(29, id, 5)))
			.set("rmmDeviceID", (id) -> 900_000 + id)
			.set("rmmDeviceAuditIPAddress", (id) -> "10.%d.%d.%d".formatted(id / 250 % 250, id % 250, 1 + id % size))
			.set("rmmDeviceAuditMemoryBytes", (id) -> (long) (8 + 8 * dice.below(4, id, 6)) << 30)
			.fixed("createdByPersonID", 1)
			.fixed("installedByID", 1)
			.fixed("lastActivityPersonID", 1)
			.fixed("lastActivityPersonType", 1)
			.blank("location", "notes", "domain", "deviceNetworkingID")
			.setUserDefined("Managed", (id) -> (dice.share(id, 7) < 0.8) ? "Yes" : "No");
	}

	GeneratedRows contracts(EntitySchema schema) {
		Dice dice = this.blueprint.dice(schema);
		return GeneratedRows.of(schema, 1, this.blueprint.sizes().companies())
			.set("companyID", (id) -> id)
			.set("contractName", (id) -> "Managed Services " + CompanyRows.name(this.blueprint, id))
			.set("contractNumber", (id) -> "CON%05d".formatted(id))
			.fixed("contractType", 7)
			.fixed("contractCategory", 1)
			.fixed("contractPeriodType", 1)
			.fixed("billingPreference", 2)
			.set("status", (id) -> (dice.share(id, 0) < 0.95) ? 1 : 0)
			.set("startDate", (id) -> start(dice, id))
			.set("endDate", (id) -> start(dice, id).plusSeconds(1460L * 86_400))
			.set("lastModifiedDateTime", (id) -> start(dice, id))
			.set("contactID", (id) -> id)
			.set("setupFee", (id) -> Blueprint.hundredths(0))
			.set("estimatedHours", (id) -> Blueprint.hundredths(0))
			.fixed("timeReportingRequiresStartAndStopTimes", 0)
			.fixed("isCompliant", true)
			.set("isDefaultContract", (id) -> true)
			.blank("contactName", "description", "purchaseOrderNumber");
	}

	GeneratedRows products(EntitySchema schema) {
		return GeneratedRows.of(schema, 1, Vocabulary.PRODUCTS.size())
			.each("name", Vocabulary.PRODUCTS)
			.fixed("isActive", true)
			.fixed("productBillingCodeID", 11)
			.set("unitPrice", (id) -> Blueprint.hundredths(19_900 + 7_000 * id))
			.set("unitCost", (id) -> Blueprint.hundredths(15_900 + 6_000 * id))
			.set("sku", (id) -> "SKU-%04d".formatted(id))
			.set("createdTime", (id) -> this.blueprint.calendar().daysAgo(900))
			.fixed("createdByResourceID", 1)
			.no("isSerialized", "doesNotRequireProcurement", "isEligibleForRma")
			.blank("description", "externalProductID", "internalProductID", "link", "manufacturerName",
					"manufacturerProductName", "vendorProductNumber");
	}

	private Instant start(Dice dice, long id) {
		return this.blueprint.calendar().daysAgo(365 + dice.below(700, id, 1));
	}

}
