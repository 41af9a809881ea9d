package io.autotask.performance.sample.export;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A ticket as a line of a file.
 *
 * @param id the row's id
 * @param ticketNumber the number that people use
 * @param title what it is about
 * @param status a value of the picklist, or its word
 * @param priority a value of the picklist, or its word
 * @param companyID the customer
 * @param contactID who called
 * @param assignedResourceID the technician
 * @param createDate when it was created
 * @param dueDateTime when it should be solved
 * @param completedDate when it was solved
 */
record ExportedTicket(long id, @Nullable String ticketNumber, @Nullable String title, @Nullable String status,
		@Nullable String priority, @Nullable Long companyID, @Nullable Long contactID,
		@Nullable Long assignedResourceID, @Nullable Instant createDate, @Nullable Instant dueDateTime,
		@Nullable Instant completedDate) {

	static final String[] FIELDS = { "id", "ticketNumber", "title", "status", "priority", "companyID", "contactID",
			"assignedResourceID", "createDate", "dueDateTime", "completedDate" };

	ExportedTicket inWords(String statusWord, String priorityWord) {
		return new ExportedTicket(this.id, this.ticketNumber, this.title, statusWord, priorityWord, this.companyID,
				this.contactID, this.assignedResourceID, this.createDate, this.dueDateTime, this.completedDate);
	}

	@Nullable Object[] values() {
		return new @Nullable Object[] { this.id, this.ticketNumber, this.title, this.status, this.priority,
				this.companyID, this.contactID, this.assignedResourceID, this.createDate, this.dueDateTime,
				this.completedDate };
	}

}
