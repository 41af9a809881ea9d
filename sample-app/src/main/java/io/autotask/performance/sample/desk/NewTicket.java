package io.autotask.performance.sample.desk;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What somebody fills in to create a ticket. Null where it was left empty.
 *
 * @param companyID the customer
 * @param title what it is about
 * @param description the whole story
 * @param priority a value of the picklist
 * @param queueID a value of the picklist
 */
public record NewTicket(@NotNull(message = "Choose a company.") @Nullable Long companyID,
		@NotBlank(message = "Give a title.") @Size(max = 255,
				message = "A title has at most 255 characters.") @Nullable String title,
		@Size(max = 8000, message = "A description has at most 8000 characters.") @Nullable String description,
		@NotNull(message = "Choose a priority.") @Nullable Integer priority,
		@NotNull(message = "Choose a queue.") @Nullable Integer queueID) {

	/**
	 * An empty form.
	 * @param companyID the customer
	 * @return a form in which only the customer is filled in
	 */
	public static NewTicket of(long companyID) {
		return new NewTicket(companyID, "", "", null, null);
	}

}
