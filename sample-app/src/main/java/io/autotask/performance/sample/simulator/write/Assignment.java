package io.autotask.performance.sample.simulator.write;

import io.autotask.performance.sample.simulator.data.Draft;
import io.autotask.performance.sample.simulator.schema.RefusedException;

/**
 * A resource is assigned together with the role that it works in, or not at all.
 */
final class Assignment {

	private Assignment() {
	}

	static void check(Draft draft) {
		boolean resource = draft.value("assignedResourceID") != null;
		boolean role = draft.value("assignedResourceRoleID") != null;
		if (resource != role) {
			throw new RefusedException("When assigning a Resource, you must assign both a assignedResourceID and"
					+ " assignedResourceRoleID.");
		}
	}

}
