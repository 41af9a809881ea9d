package io.autotask.performance.sample.report;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.autotask.performance.client.relation.Label;
import io.autotask.performance.client.relation.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A ticket with five rows that it refers to.
 *
 * @param id the row's id
 * @param ticketNumber the number that people use
 * @param title what it is about
 * @param status a value of the picklist, and its word
 * @param companyID the customer
 * @param contactID who called
 * @param assignedResourceID the technician
 * @param contractID what was agreed
 * @param configurationItemID what it is about
 */
record ReportedTicket(long id, @Nullable String ticketNumber, @Nullable String title, Label status,
		Reference<Company> companyID, Reference<Person> contactID, Reference<Person> assignedResourceID,
		Reference<Contract> contractID, Reference<Item> configurationItemID) {

	static final String[] RELATIONS = { "companyID", "contactID", "assignedResourceID", "contractID",
			"configurationItemID" };

	/** How many of the five it has. */
	long relations() {
		return Stream
			.of(this.companyID, this.contactID, this.assignedResourceID, this.contractID, this.configurationItemID)
			.filter((reference) -> reference.id() != null)
			.count();
	}

	record Company(long id, @Nullable String companyName) {

	}

	record Person(long id, @Nullable String firstName, @Nullable String lastName) {

		String fullName() {
			return Stream.of(this.firstName, this.lastName).filter(Objects::nonNull).collect(Collectors.joining(" "));
		}

	}

	record Contract(long id, @Nullable String contractName) {

	}

	record Item(long id, @Nullable String referenceTitle) {

	}

}
