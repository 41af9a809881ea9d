package io.autotask.performance.sample.report;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.client.relation.Reference;
import io.autotask.performance.query.Filters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The first 500 open tickets with all that they are about: one query for the tickets, and
 * one for each of the five relations.
 */
@Service
public class TicketReport {

	private static final int TICKETS = 500;

	private static final int COMPLETE = 5;

	private final AutotaskClient autotask;

	TicketReport(AutotaskClient autotask) {
		this.autotask = autotask;
	}

	/**
	 * Makes the report.
	 * @return the report, and what it took
	 */
	public Mono<Report> make() {
		return this.autotask.tickets()
			.query()
			.where(Filters.noteq("status", COMPLETE))
			.maxRecords(TICKETS)
			.with(ReportedTicket.RELATIONS)
			.page(ReportedTicket.class)
			.flatMap((page) -> Flux.fromIterable(page.items())
				.concatMap(TicketReport::line)
				.collectList()
				.zipWith(Mono.just(page.items().stream().mapToLong(ReportedTicket::relations).sum())))
			.elapsed()
			.map((timed) -> new Report(timed.getT2().getT1(), timed.getT2().getT2(), Duration.ofMillis(timed.getT1())));
	}

	private static Mono<Line> line(ReportedTicket ticket) {
		String technician = ticket.assignedResourceID().ifLoaded().map(ReportedTicket.Person::fullName).orElse("");
		return ticket.status()
			.text()
			.map((status) -> new Line(ticket.id(), text(ticket.ticketNumber()), text(ticket.title()), status,
					name(ticket.companyID(), ReportedTicket.Company::companyName),
					ticket.contactID().ifLoaded().map(ReportedTicket.Person::fullName).orElse(""), technician,
					name(ticket.contractID(), ReportedTicket.Contract::contractName),
					name(ticket.configurationItemID(), ReportedTicket.Item::referenceTitle)));
	}

	private static <T> String name(Reference<T> reference, Function<T, @Nullable String> name) {
		return reference.ifLoaded().map(name).orElse("");
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : "";
	}

	/**
	 * The report.
	 *
	 * @param lines a line for each ticket
	 * @param references how many rows the tickets refer to: as many calls it would take
	 * to get them one by one
	 * @param took how long it took
	 */
	public record Report(List<Line> lines, long references, Duration took) {

	}

	/**
	 * A ticket with the names of what it is about; empty where there is none.
	 *
	 * @param id the row's id
	 * @param number the number that people use
	 * @param title what it is about
	 * @param status the status in words
	 * @param company the customer
	 * @param contact who called
	 * @param technician who works on it
	 * @param contract what was agreed
	 * @param item the device
	 */
	public record Line(long id, String number, String title, String status, String company, String contact,
			String technician, String contract, String item) {

	}

}
