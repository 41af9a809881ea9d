package io.autotask.performance.sample.simulator.data;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import io.autotask.performance.sample.simulator.schema.EntitySchema;
import org.jspecify.annotations.Nullable;

/**
 * What was done: notes of tickets, and time spent on tickets and tasks.
 */
final class ActivityRows {

	private final Sizes sizes;

	private final Blueprint blueprint;

	private final TicketRows tickets;

	ActivityRows(Blueprint blueprint) {
		this.sizes = blueprint.sizes();
		this.blueprint = blueprint;
		this.tickets = new TicketRows(blueprint);
	}

	GeneratedRows notes(EntitySchema schema) {
		Dice dice = this.blueprint.dice(schema);
		int size = Sizes.NOTES_PER_TICKET;
		return GeneratedRows.of(schema, 1, this.sizes.tickets() * size)
			.existing((id) -> (id - 1) % size < dice.below(size + 1, Sizes.parentOf(id, size), 0))
			.inBlocks("ticketID", (ticket) -> Sizes.firstOf(ticket, size), size)
			.set("ticketID", (id) -> Sizes.parentOf(id, size))
			.fixed("title", "Update")
			.set("description", (id) -> dice.pick(Vocabulary.NOTES, id, 1))
			.fixed("noteType", 3)
			.set("publish", (id) -> 1 + dice.below(2, id, 2))
			.set("creatorResourceID", (id) -> this.tickets.technician(Sizes.parentOf(id, size), 40))
			.set("createDateTime", (id) -> noted(dice, id, size))
			.set("lastActivityDate", (id) -> noted(dice, id, size));
	}

	GeneratedRows timeEntries(EntitySchema schema) {
		TimeColumns time = new TimeColumns(this.blueprint.dice(schema));
		int size = Sizes.TIMES_PER_TICKET;
		return GeneratedRows.of(schema, 1, this.sizes.tickets() * size + this.sizes.tasks())
			.existing(time::exists)
			.inBlocks("ticketID", (ticket) -> Sizes.firstOf(ticket, size), size)
			.set("ticketID", time::ticket)
			.set("taskID", time::task)
			.set("timeEntryType", (id) -> (time.ticket(id) != null) ? 2 : 6)
			.set("resourceID", time::resource)
			.set("roleID", (id) -> TicketRows.roleOf(time.resource(id)))
			.set("billingCodeID", (id) -> (time.ticket(id) != null) ? 1 : 5)
			.set("dateWorked", (
					id) -> time.start(id).atZone(ZoneOffset.UTC).toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC))
			.set("startDateTime", time::start)
			.set("endDateTime", (id) -> time.start(id).plus(Duration.ofMinutes(15L * time.quarters(id))))
			.set("hoursWorked", time::hours)
			.set("hoursToBill", time::hours)
			.fixed("offsetHours", BigDecimal.ZERO)
			.set("summaryNotes", time::summary)
			.blank("internalNotes")
			.set("createDateTime", (id) -> time.start(id).plus(Duration.ofHours(5)))
			.set("lastModifiedDateTime", (id) -> time.start(id).plus(Duration.ofHours(5)))
			.set("creatorUserID", time::resource)
			.set("lastModifiedUserID", time::resource)
			.fixed("showOnInvoice", true)
			.no("isNonBillable", "isInternalNotesVisibleToComanaged");
	}

	private Instant noted(Dice dice, long id, int size) {
		long ticket = Sizes.parentOf(id, size);
		Duration span = Duration.between(this.tickets.created(ticket), this.tickets.lastActivity(ticket));
		double position = ((id - 1) % size + dice.share(id, 3)) / size;
		return this.tickets.created(ticket).plusMillis((long) (span.toMillis() * position));
	}

	/** Columns of time entries: two for a ticket, then one for a task. */
	private final class TimeColumns {

		private final Dice dice;

		private final long ticketRows;

		private TimeColumns(Dice dice) {
			this.dice = dice;
			this.ticketRows = ActivityRows.this.sizes.tickets() * Sizes.TIMES_PER_TICKET;
		}

		boolean exists(long id) {
			Long ticket = ticket(id);
			if (ticket == null) {
				return this.dice.share(id, 0) < 0.5;
			}
			boolean first = (id - 1) % Sizes.TIMES_PER_TICKET == 0;
			boolean open = ActivityRows.this.tickets.isOpen(ticket);
			return first ? !open || this.dice.share(id, 0) < 0.4 : !open && this.dice.share(id, 0) < 0.3;
		}

		@Nullable Long ticket(long id) {
			return (id <= this.ticketRows) ? Sizes.parentOf(id, Sizes.TIMES_PER_TICKET) : null;
		}

		@Nullable Long task(long id) {
			return (id > this.ticketRows) ? id - this.ticketRows : null;
		}

		long resource(long id) {
			return 1 + this.dice.below(Sizes.TECHNICIANS, id, 1);
		}

		int quarters(long id) {
			return 1 + this.dice.below(8, id, 2);
		}

		BigDecimal hours(long id) {
			return Blueprint.hundredths(25L * quarters(id));
		}

		Instant start(long id) {
			Long ticket = ticket(id);
			if (ticket == null) {
				return ActivityRows.this.blueprint.calendar()
					.daysAgo(2 + this.dice.below(120, id, 3))
					.plus(Duration.ofHours(9));
			}
			Instant earliest = ActivityRows.this.tickets.created(ticket);
			return earliest.plus(Duration.ofMinutes(15L * this.dice.below(8, id, 3)));
		}

		String summary(long id) {
			return this.dice.pick(Vocabulary.NOTES, id, 4);
		}

	}

}
