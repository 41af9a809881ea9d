package io.autotask.performance.sample.desk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;

import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.client.EntityQuery;
import io.autotask.performance.query.Filters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * What a support lead does: look at what is open, open a ticket, change its status,
 * create one, find a customer. Each ticket asks for its names one by one, as is natural;
 * that most of it is never sent is not the concern of this class.
 */
@Service
public class ServiceDesk {

	private static final int TICKETS_PER_PAGE = 25;

	private static final int COMPANIES_FOUND = 20;

	private final AutotaskClient autotask;

	private final TicketPicklists picklists;

	ServiceDesk(AutotaskClient autotask, TicketPicklists picklists) {
		this.autotask = autotask;
		this.picklists = picklists;
	}

	/**
	 * The open tickets.
	 * @param after the id after which the page begins, or null for the first page
	 * @return the page
	 */
	public Mono<Board> openTickets(@Nullable Long after) {
		EntityQuery open = this.autotask.tickets().query().where(Filters.noteq("status", Ticket.COMPLETE));
		EntityQuery page = (after != null) ? open.where(Filters.gt("id", after)) : open;
		Mono<List<TicketView>> tickets = page.maxRecords(TICKETS_PER_PAGE)
			.page(Ticket.class)
			.flatMapIterable((found) -> found.items())
			.flatMapSequential(this::view)
			.collectList();
		return Mono.zip(open.count(), tickets)
			.map((both) -> new Board(both.getT1(), both.getT2(), nextAfter(both.getT2())));
	}

	/**
	 * One ticket.
	 * @param id its id
	 * @return the ticket with its notes, or {@link TicketNotFoundException}
	 */
	public Mono<TicketPage> ticket(long id) {
		return this.autotask.tickets()
			.get(id, Ticket.class)
			.switchIfEmpty(Mono.error(() -> new TicketNotFoundException(id)))
			.flatMap((ticket) -> Mono.zip(view(ticket), notes(id), TicketPage::new));
	}

	/**
	 * Changes a ticket's status. Who looks at the ticket afterwards sees it.
	 * @param id the ticket
	 * @param status a value of the picklist
	 * @return ends when Autotask has accepted it
	 */
	public Mono<Void> changeStatus(long id, int status) {
		return this.autotask.tickets().update(id, Map.of("status", status)).then();
	}

	/**
	 * Creates a ticket.
	 * @param form what was filled in, already validated
	 * @return the id of the ticket
	 */
	public Mono<Long> create(NewTicket form) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("companyID", Objects.requireNonNull(form.companyID()));
		row.put("title", Objects.requireNonNull(form.title()));
		row.put("description", Objects.requireNonNullElse(form.description(), ""));
		row.put("priority", Objects.requireNonNull(form.priority()));
		row.put("queueID", Objects.requireNonNull(form.queueID()));
		row.put("status", Ticket.NEW);
		row.put("dueDateTime", Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString());
		return this.autotask.tickets().create(row);
	}

	/**
	 * Companies by name.
	 * @param text a part of the name, in any case; all companies when empty
	 * @return the first companies that match
	 */
	public Mono<List<Company>> companies(String text) {
		EntityQuery active = this.autotask.companies().query().where(Filters.eq("isActive", true));
		EntityQuery named = text.isBlank() ? active : active.where(Filters.contains("companyName", text.trim()));
		return named.maxRecords(COMPANIES_FOUND).page(Company.class).map((page) -> page.items());
	}

	/**
	 * A company's name.
	 * @param id the company
	 * @return the name; empty text when there is no such company
	 */
	public Mono<String> companyName(@Nullable Long id) {
		return name(id,
				(company) -> this.autotask.companies().get(company, Company.class).mapNotNull(Company::companyName));
	}

	/**
	 * The words for statuses and priorities.
	 * @return the picklists
	 */
	public Mono<Picklists> picklists() {
		return this.picklists.read();
	}

	private Mono<List<Note>> notes(long ticket) {
		return this.autotask.tickets().child(ticket, "Notes").list(Note.class);
	}

	private Mono<TicketView> view(Ticket ticket) {
		Mono<String> company = companyName(ticket.companyID());
		Mono<String> contact = name(ticket.contactID(),
				(id) -> this.autotask.contacts().get(id, Person.class).map(Person::fullName));
		Mono<String> technician = name(ticket.assignedResourceID(),
				(id) -> this.autotask.resources().get(id, Person.class).map(Person::fullName));
		return Mono.zip(company, contact, technician, picklists())
			.map((names) -> new TicketView(ticket, names.getT1(), names.getT2(), names.getT3(),
					names.getT4().status(ticket.status()), names.getT4().priority(ticket.priority())));
	}

	/** A name, or nothing where there is no id or no such row. */
	private static Mono<String> name(@Nullable Long id, LongFunction<Mono<String>> lookUp) {
		return (id != null) ? lookUp.apply(id).defaultIfEmpty("") : Mono.just("");
	}

	private static @Nullable Long nextAfter(List<TicketView> tickets) {
		return (tickets.size() == TICKETS_PER_PAGE) ? tickets.get(tickets.size() - 1).ticket().id() : null;
	}

}
