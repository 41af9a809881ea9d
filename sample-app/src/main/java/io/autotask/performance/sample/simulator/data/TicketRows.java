package io.autotask.performance.sample.simulator.data;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import io.autotask.performance.sample.simulator.data.Vocabulary.Problem;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import org.jspecify.annotations.Nullable;

/**
 * Tickets of a service desk. About a quarter of them are open, most of those are recent.
 */
final class TicketRows {

	static final long COMPLETE = 5;

	private static final long NEW = 1;

	/** Each tenth: how often an open ticket has the status. */
	private static final List<Long> OPEN = List.of(NEW, NEW, NEW, 8L, 8L, 8L, 7L, 12L, 10L, 11L);

	private static final List<Long> PRIORITIES = List.of(2L, 2L, 2L, 2L, 3L, 3L, 3L, 1L, 1L, 4L);

	private static final List<Long> QUEUES = List.of(29682833L, 29682833L, 29682833L, 29682969L, 29683354L, 8L, 5L,
			29683378L);

	private static final List<Long> SOURCES = List.of(2L, 2L, 4L, 4L, 4L, -1L, 8L, 11L);

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

	private final Sizes sizes;

	private final Calendar calendar;

	private final Dice dice;

	TicketRows(Blueprint blueprint) {
		this.sizes = blueprint.sizes();
		this.calendar = blueprint.calendar();
		this.dice = blueprint.dice().of("Tickets");
	}

	/** The role that a resource usually works in. */
	static long roleOf(long resource) {
		return (resource - 1) % Vocabulary.ROLES.size() + 1;
	}

	GeneratedRows tickets(EntitySchema schema) {
		GeneratedRows rows = GeneratedRows.of(schema, 1, this.sizes.tickets())
			.set("ticketNumber", this::number)
			.set("title", this::title)
			.set("description", (id) -> "Reported by phone. " + title(id) + ".")
			.set("resolution", (id) -> isOpen(id) ? "" : problem(id).resolution())
			.set("companyID", this::company)
			.set("contactID", this::contact)
			.set("companyLocationID", (id) -> Sizes.firstOf(company(id), Sizes.LOCATIONS_PER_COMPANY))
			.set("contractID", (id) -> (this.dice.share(id, 20) < 0.6) ? company(id) : null)
			.set("configurationItemID", this::item)
			.set("status", this::status)
			.set("priority", this::priority)
			.set("queueID", (id) -> this.dice.pick(QUEUES, id, 4))
			.set("ticketCategory", (id) -> (this.dice.share(id, 5) < 0.9) ? 3 : 1)
			.set("ticketType", (id) -> 1 + this.dice.below(2, id, 6))
			.set("issueType", (id) -> problem(id).issueType())
			.set("subIssueType", (id) -> problem(id).subIssueType())
			.set("source", (id) -> this.dice.pick(SOURCES, id, 7))
			.set("assignedResourceID", this::resource)
			.set("assignedResourceRoleID", this::role)
			.set("billingCodeID", (id) -> 1 + this.dice.below(3, id, 9))
			.set("estimatedHours", this::estimatedHours)
			.fixed("hoursToBeScheduled", BigDecimal.ZERO)
			.set("serviceLevelAgreementID", (id) -> (this.dice.share(id, 11) < 0.3) ? 1 : null);
		return rest(times(rows));
	}

	private GeneratedRows times(GeneratedRows rows) {
		return rows.set("createDate", this::created)
			.set("dueDateTime", (id) -> created(id).plus(Duration.ofHours(24 * (1 + this.dice.below(5, id, 12)))))
			.set("completedDate", this::completed)
			.set("resolvedDateTime", this::completed)
			.set("completedByResourceID", (id) -> isOpen(id) ? null : resource(id))
			.set("lastActivityDate", this::lastActivity)
			.set("lastTrackedModificationDateTime", this::lastActivity)
			.set("lastCustomerVisibleActivityDateTime", this::lastActivity)
			.set("lastCustomerNotificationDateTime", (id) -> isOpen(id) ? null : lastActivity(id))
			.set("firstResponseDateTime", (id) -> (status(id) == NEW) ? null : firstResponse(id))
			.set("lastActivityResourceID", this::resource)
			.fixed("lastActivityPersonType", 1)
			.fixed("creatorResourceID", 1)
			.fixed("creatorType", 1);
	}

	private GeneratedRows rest(GeneratedRows rows) {
		return rows.no("isAssignedToComanaged", "isVisibleToComanaged")
			.blank("changeInfoField1", "changeInfoField2", "changeInfoField3", "changeInfoField4", "changeInfoField5",
					"externalID", "purchaseOrderNumber")
			.setUserDefined("Root Cause",
					(id) -> isOpen(id) ? null
							: this.dice.pick(List.of("Hardware", "Software", "Network", "User"), id, 30))
			.setUserDefined("Asset Tag", (id) -> (item(id) == null) ? null : "AT-%06d".formatted(item(id)));
	}

	boolean isOpen(long id) {
		boolean recent = id > this.sizes.tickets() - this.sizes.tickets() / 5;
		return this.dice.share(id, 0) < (recent ? 0.75 : 0.125);
	}

	long company(long id) {
		double share = this.dice.share(id, 1);
		return 1 + (long) (Math.pow(share, 1.5) * this.sizes.companies());
	}

	@Nullable Long resource(long id) {
		double unassigned = !isOpen(id) ? 0 : (status(id) == NEW) ? 0.5 : 0.05;
		return (this.dice.share(id, 8) < unassigned) ? null : (long) technician(id, 13);
	}

	int technician(long id, int draw) {
		return 1 + this.dice.below(Sizes.TECHNICIANS, id, draw);
	}

	Instant created(long id) {
		return this.calendar.createdAt(id, this.dice);
	}

	Instant firstResponse(long id) {
		return this.calendar.past(created(id).plus(Duration.ofMinutes(5 + this.dice.below(120, id, 14))));
	}

	Instant lastActivity(long id) {
		Instant completed = completed(id);
		if (completed != null) {
			return completed;
		}
		return this.calendar.past(created(id).plusMillis((long) (this.dice.share(id, 15) * 5 * 86_400_000)));
	}

	private String number(long id) {
		return "T%s.%04d".formatted(this.calendar.dayOf(id).format(DAY), this.calendar.numberOfDay(id));
	}

	private String title(long id) {
		String title = problem(id).title();
		Long item = item(id);
		return (item != null && this.dice.share(id, 16) < 0.5) ? title + " (" + AssetRows.hostname(item) + ")" : title;
	}

	private long contact(long id) {
		return PeopleRows.contactOf(this.sizes, company(id), this.dice.below(Sizes.CONTACTS_PER_COMPANY, id, 17));
	}

	private @Nullable Long item(long id) {
		if (this.dice.share(id, 18) < 0.5) {
			return null;
		}
		return Sizes.firstOf(company(id), Sizes.ITEMS_PER_COMPANY) + this.dice.below(Sizes.ITEMS_PER_COMPANY, id, 19);
	}

	private long status(long id) {
		return isOpen(id) ? this.dice.pick(OPEN, id, 2) : COMPLETE;
	}

	private long priority(long id) {
		return this.dice.pick(PRIORITIES, id, 3);
	}

	private @Nullable Long role(long id) {
		Long resource = resource(id);
		return (resource != null) ? roleOf(resource) : null;
	}

	private @Nullable BigDecimal estimatedHours(long id) {
		return (this.dice.share(id, 10) < 0.5) ? null : Blueprint.hundredths(25L * (1 + this.dice.below(16, id, 21)));
	}

	private @Nullable Instant completed(long id) {
		if (isOpen(id)) {
			return null;
		}
		return this.calendar
			.past(created(id).plusMillis(1_800_000 + (long) (this.dice.share(id, 22) * 3 * 86_400_000)));
	}

	private Problem problem(long id) {
		return this.dice.pick(Vocabulary.PROBLEMS, id, 23);
	}

}
