package io.autotask.performance.client.relation;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which entity a field refers to. The API names such fields after it, with a word before
 * that says what for: {@code companyID}, {@code parentCompanyID}.
 */
final class ReferenceFields {

	/** By the end of the name, in lower case; the longest that fits counts. */
	private static final Map<String, String> BY_NAME = Map.ofEntries(Map.entry("companyid", "Companies"),
			Map.entry("vendorid", "Companies"), Map.entry("contactid", "Contacts"),
			Map.entry("resourceid", "Resources"), Map.entry("contractid", "Contracts"),
			Map.entry("configurationitemid", "ConfigurationItems"), Map.entry("ticketid", "Tickets"),
			Map.entry("taskid", "Tasks"), Map.entry("projectid", "Projects"), Map.entry("phaseid", "Phases"),
			Map.entry("opportunityid", "Opportunities"), Map.entry("companylocationid", "CompanyLocations"),
			Map.entry("billingcodeid", "BillingCodes"), Map.entry("roleid", "Roles"),
			Map.entry("departmentid", "Departments"), Map.entry("productid", "Products"),
			Map.entry("quoteid", "Quotes"), Map.entry("invoiceid", "Invoices"), Map.entry("serviceid", "Services"),
			Map.entry("servicebundleid", "ServiceBundles"), Map.entry("contractserviceid", "ContractServices"),
			Map.entry("contractservicebundleid", "ContractServiceBundles"), Map.entry("servicecallid", "ServiceCalls"),
			Map.entry("expensereportid", "ExpenseReports"), Map.entry("purchaseorderid", "PurchaseOrders"),
			Map.entry("taxregionid", "TaxRegions"), Map.entry("currencyid", "Currencies"),
			Map.entry("countryid", "Countries"));

	private ReferenceFields() {
	}

	/**
	 * The entity that a field refers to.
	 * @param field the field's name in any case
	 * @return the entity, or null when its name does not say it
	 */
	static @Nullable String entityOf(String field) {
		String name = field.toLowerCase(Locale.ROOT);
		for (int from = 0; from < name.length(); from++) {
			String entity = BY_NAME.get(name.substring(from));
			if (entity != null) {
				return entity;
			}
		}
		return null;
	}

}
