package io.autotask.performance.monitor;

import io.autotask.performance.call.Operation;

/**
 * What is done with what.
 *
 * @param entity the entity as the API spells it, or {@code other}
 * @param operation the operation
 */
record EndpointKey(String entity, Operation operation) {

	/** Entities that are not counted by themselves. */
	static final String OTHER = "other";

}
