package io.autotask.performance.monitor;

/**
 * The account of all calls at one moment, since the start.
 *
 * @param total calls that the application made
 * @param waiting calls that are queued or pause before they are sent again
 * @param upstream requests that were handed to the network
 * @param retries requests that were to be sent once more
 * @param background calls of the starter itself
 * @param savedByCache calls that were answered from memory
 * @param savedByDeduplication calls that were answered by the request of another one
 * @param savedByBatching calls that were answered by a query sent for several
 * @param refused calls that were not sent because of a limit
 * @param cancelled calls that were not sent because their caller went away
 * @param circuitOpen calls that were not sent because the API was left alone for a while
 * @param failed calls that failed before they could be sent
 */
public record LedgerSnapshot(long total, long waiting, long upstream, long retries, long background, long savedByCache,
		long savedByDeduplication, long savedByBatching, long refused, long cancelled, long circuitOpen, long failed) {

	/**
	 * Requests that Autotask never saw.
	 * @return the sum over all mechanisms
	 */
	public long saved() {
		return this.savedByCache + this.savedByDeduplication + this.savedByBatching;
	}

}
