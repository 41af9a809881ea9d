package io.autotask.performance.sample.desk;

import java.util.List;

/**
 * A ticket with all that is known of it.
 *
 * @param view the ticket
 * @param notes what was written on it, oldest first
 */
public record TicketPage(TicketView view, List<Note> notes) {

}
