package io.autotask.performance.sample.desk;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A ticket, as far as the desk needs it. Every field but these may be missing or null.
 *
 * @param id the row's id
 * @param ticketNumber the number that people use
 * @param title what it is about
 * @param description the whole story
 * @param status a value of the picklist
 * @param priority a value of the picklist
 * @param queueID a value of the picklist
 * @param companyID the customer
 * @param contactID who called
 * @param assignedResourceID the technician
 * @param createDate when it was created
 * @param dueDateTime when it should be solved
 * @param lastActivityDate when something last happened
 * @param completedDate when it was solved
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Ticket(long id, @Nullable String ticketNumber, @Nullable String title, @Nullable String description,
		@Nullable Integer status, @Nullable Integer priority, @Nullable Long queueID, @Nullable Long companyID,
		@Nullable Long contactID, @Nullable Long assignedResourceID, @Nullable Instant createDate,
		@Nullable Instant dueDateTime, @Nullable Instant lastActivityDate, @Nullable Instant completedDate) {

	/**
	 * These two values mean the same in every tenant; the others are the tenant's own.
	 */
	static final int NEW = 1;

	static final int COMPLETE = 5;

}
