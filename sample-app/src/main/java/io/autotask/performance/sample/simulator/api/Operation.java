package io.autotask.performance.sample.simulator.api;

/**
 * What a request wants of the API.
 */
public enum Operation {

	/** One row by its id, at the root. */
	READ,

	QUERY, QUERY_NEXT, QUERY_PREVIOUS, COUNT,

	/** Rows below a parent, all of them or one. */
	CHILD_LIST, CHILD_READ,

	ENTITY_INFORMATION, FIELD_INFORMATION, USER_DEFINED_FIELD_INFORMATION,

	CREATE, PATCH, PUT, DELETE,

	/** A path that is no entity, such as {@code ThresholdInformation}. */
	SERVICE,

	/** Which zone a user is in. Needs no credentials and no slot, and is not counted. */
	ZONE_INFORMATION,

	/** Which versions there are. Needs no credentials. */
	VERSION_INFORMATION,

	/** No such path. */
	NOT_FOUND,

	/** A path that does not take the verb. */
	METHOD_NOT_ALLOWED;

	public boolean isWrite() {
		return this == CREATE || this == PATCH || this == PUT || this == DELETE;
	}

	public boolean isQuery() {
		return this == QUERY || this == QUERY_NEXT || this == QUERY_PREVIOUS;
	}

	public boolean isMetadata() {
		return this == ENTITY_INFORMATION || this == FIELD_INFORMATION || this == USER_DEFINED_FIELD_INFORMATION;
	}

	/** Whether it is answered without credentials. */
	public boolean isOpen() {
		return this == ZONE_INFORMATION || this == VERSION_INFORMATION;
	}

}
