package io.autotask.performance.sample.simulator;

import java.util.Map;

/**
 * What the simulator has been asked and has answered. Immutable.
 *
 * @param requests requests that reached the API with valid credentials, whatever they
 * were answered: what Autotask counts against the hour, and those it refuses because the
 * hour is used up. Zone and version information, 401, 502 and 503 are not among them
 * @param rejected429 requests turned away by a limit, also when they got a 500 for it
 * @param errors5xx answers with a status of 500 or above
 * @param unauthorised401 answers with a status of 401
 * @param maxInFlight most requests in flight at once of one integration code for one
 * object, those included that were turned away
 * @param bytesOut bytes of all bodies, before compression
 * @param statuses answers by status, those of zone and version information too
 * @param endpoints counts by object, such as {@code Tickets} or {@code TicketNotes}
 */
public record SimulatorCounts(long requests, long rejected429, long errors5xx, long unauthorised401, int maxInFlight,
		long bytesOut, Map<Integer, Long> statuses, Map<String, EndpointCounts> endpoints) {

	/** The counts of an object, all zero if it was never asked for. */
	public EndpointCounts endpoint(String name) {
		return this.endpoints.getOrDefault(name, EndpointCounts.NONE);
	}

	/** Answers with the status. */
	public long status(int status) {
		return this.statuses.getOrDefault(status, 0L);
	}

	/** Creates, updates and deletes. */
	public long writes() {
		return this.endpoints.values().stream().mapToLong(EndpointCounts::writes).sum();
	}

	/**
	 * Counts of one object.
	 *
	 * @param requests requests with valid credentials
	 * @param readsById reads of one row at the root
	 * @param childReads reads below a parent, of one row or all
	 * @param queries queries, their further pages too
	 * @param counts counts of rows
	 * @param metadata entity information of any kind
	 * @param writes creates, updates and deletes
	 * @param maxInFlight most requests in flight at once of one integration code
	 */
	public record EndpointCounts(long requests, long readsById, long childReads, long queries, long counts,
			long metadata, long writes, long rejected429, long errors5xx, long unauthorised401, int maxInFlight) {

		static final EndpointCounts NONE = new EndpointCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

	}

}
