package io.autotask.performance.sample.desk;

/**
 * A ticket with the names of those it is about.
 *
 * @param ticket the ticket
 * @param company the customer's name; empty when there is none
 * @param contact the caller's name; empty when there is none
 * @param technician the technician's name; empty when nobody is assigned
 * @param status the status in words
 * @param priority the priority in words
 */
public record TicketView(Ticket ticket, String company, String contact, String technician, String status,
		String priority) {

}
