package io.autotask.performance.sample.simulator.write;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Stream;

import io.autotask.performance.sample.simulator.data.Draft;
import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Time is spent on exactly one thing, and its hours follow from start and stop when they
 * are not given.
 */
final class TimeEntryRules implements EntityRules {

	private static final long ON_TICKET = 2;

	private static final long ON_TASK = 6;

	private static final long OTHER = 1;

	@Override
	public void settle(Draft draft, @Nullable Row before, WriteContext context) {
		checkSubject(draft);
		Instant start = draft.time("startDateTime");
		Instant end = draft.time("endDateTime");
		if (draft.value("hoursWorked") == null && (start == null || end == null)) {
			throw new RefusedException("Must have at least one of hoursWorked or startDateTime/endDateTime");
		}
		if (draft.value("dateWorked") == null) {
			if (start == null) {
				throw new RefusedException("dateWorked is required when no value is supplied for startDateTime");
			}
			draft.set("dateWorked", start.truncatedTo(ChronoUnit.DAYS));
		}
		if (start != null && end != null && (draft.value("hoursWorked") == null || timesMoved(draft, before))) {
			draft.set("hoursWorked", hours(start, end));
		}
		draft.set("hoursToBill", sum(draft.value("hoursWorked"), draft.value("offsetHours")));
	}

	@Override
	public void follow(EntitySchema schema, Row row, WriteContext context) {
		new ActivityRules("ticketID", "Ticket").follow(schema, row, context);
		new ActivityRules("taskID", "Task").follow(schema, row, context);
	}

	private static void checkSubject(Draft draft) {
		boolean ticket = draft.value("ticketID") != null;
		boolean task = draft.value("taskID") != null;
		long subjects = Stream.of("ticketID", "taskID", "internalBillingCodeID")
			.filter((name) -> draft.value(name) != null)
			.count();
		if (subjects != 1) {
			throw new RefusedException("Must have exactly one of ticketID, taskID or internalBillingCodeID");
		}
		if ((ticket || task) && draft.value("roleID") == null) {
			throw new RefusedException(ticket ? "TimeEntries for Tickets must have a roleID"
					: "Value does not exist for the required field roleID");
		}
		draft.set("timeEntryType", ticket ? ON_TICKET : task ? ON_TASK : OTHER);
	}

	private static boolean timesMoved(Draft draft, @Nullable Row before) {
		return before != null && Stream.of("startDateTime", "endDateTime")
			.map(draft.schema()::require)
			.anyMatch((field) -> !Objects.equals(before.value(field), draft.value(field)));
	}

	private static BigDecimal hours(Instant start, Instant end) {
		if (end.isBefore(start)) {
			throw new RefusedException("endDateTime must be after startDateTime");
		}
		return BigDecimal.valueOf(Duration.between(start, end).toSeconds())
			.divide(BigDecimal.valueOf(3600), 4, RoundingMode.HALF_UP);
	}

	private static BigDecimal sum(@Nullable Object hours, @Nullable Object offset) {
		BigDecimal worked = (hours instanceof BigDecimal number) ? number : BigDecimal.ZERO;
		return (offset instanceof BigDecimal number) ? worked.add(number) : worked;
	}

}
