package io.autotask.performance.sample.desk;

/**
 * There is no such ticket, or the API user may not see it.
 */
public class TicketNotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * No ticket.
	 * @param id the id that was asked for
	 */
	public TicketNotFoundException(long id) {
		super("There is no ticket with the id " + id + ", or this API user may not see it.");
	}

}
