package io.autotask.performance.sample.simulator.api;

/**
 * What is odd about one request.
 *
 * @param revertsUpdate whether an update is acknowledged and then set back
 * @param sparseRows whether rows of a query lack the long texts that a read by id has
 */
public record Oddities(boolean revertsUpdate, boolean sparseRows) {

	/** Nothing is. */
	public static final Oddities NONE = new Oddities(false, false);

}
