package io.autotask.performance.sample.simulator.write;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.autotask.performance.sample.simulator.data.Draft;
import io.autotask.performance.sample.simulator.data.Row;
import org.jspecify.annotations.Nullable;

/**
 * Tickets get a number, and the dates of their completion. Queue, due date and category
 * have defaults here, as a tenant's ticket category gives them, so a ticket without them
 * is not refused.
 */
final class TicketRules implements EntityRules {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final long FIRST_LEVEL = 29682833;

	private static final long STANDARD = 3;

	@Override
	public void prepare(Draft draft, WriteContext context) {
		long number = context.tenant().table("Ticket").numberOfInserted(draft.id());
		draft.set("ticketNumber", "T%s.%04d".formatted(DAY.format(context.now()), number));
		draft.set("lastCustomerVisibleActivityDateTime", context.now());
		defaults(draft, "ticketCategory", STANDARD);
		defaults(draft, "ticketType", 1L);
		if (draft.value("assignedResourceID") == null) {
			defaults(draft, "queueID", FIRST_LEVEL);
		}
		defaults(draft, "dueDateTime", context.now().plus(timeFor(draft.number("priority"))));
	}

	@Override
	public void settle(Draft draft, @Nullable Row before, WriteContext context) {
		Assignment.check(draft);
		switch (Status.step(draft, before)) {
			case COMPLETED -> draft.set("completedDate", context.now())
				.set("resolvedDateTime", context.now())
				.set("completedByResourceID", context.actor().resourceId());
			case REOPENED ->
				draft.set("completedDate", null).set("resolvedDateTime", null).set("completedByResourceID", null);
			case UNCHANGED -> {
			}
		}
	}

	private static void defaults(Draft draft, String field, Object value) {
		if (draft.value(field) == null) {
			draft.set(field, value);
		}
	}

	private static Duration timeFor(@Nullable Long priority) {
		return switch ((priority != null) ? priority.intValue() : 0) {
			case 4 -> Duration.ofHours(4);
			case 1 -> Duration.ofHours(8);
			case 3 -> Duration.ofHours(72);
			default -> Duration.ofHours(24);
		};
	}

}
