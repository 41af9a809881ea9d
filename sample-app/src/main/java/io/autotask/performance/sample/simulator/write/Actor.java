package io.autotask.performance.sample.simulator.write;

import org.jspecify.annotations.Nullable;

/**
 * Who writes.
 *
 * @param resourceId resource that the write is told to be of
 * @param impersonatorId the API user, if it writes in the name of that resource
 */
public record Actor(long resourceId, @Nullable Long impersonatorId) {

	/** The API user in its own name. */
	public static Actor self(long apiUser) {
		return new Actor(apiUser, null);
	}

}
