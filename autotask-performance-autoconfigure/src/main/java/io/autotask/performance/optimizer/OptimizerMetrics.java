package io.autotask.performance.optimizer;

/**
 * What was saved, since the start.
 *
 * @param totalRequests calls that the application made
 * @param upstreamRequests requests that went out, those that nobody waited for included
 * @param savedByCache calls that were answered from memory
 * @param savedByDeduplication calls that were answered by the same call of somebody else
 * @param savedByBatching calls that were answered by a query that stood for several
 * @param rejections requests that Autotask turned away because too many ran at once
 */
public record OptimizerMetrics(long totalRequests, long upstreamRequests, long savedByCache, long savedByDeduplication,
		long savedByBatching, long rejections) {

	/**
	 * Requests that Autotask never saw.
	 * @return the sum by all mechanisms
	 */
	public long requestsSaved() {
		return this.savedByCache + this.savedByDeduplication + this.savedByBatching;
	}

}
