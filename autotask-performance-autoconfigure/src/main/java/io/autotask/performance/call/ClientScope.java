package io.autotask.performance.call;

/**
 * Through which connector a call leaves. What is set inside a connector (headers of its
 * HTTP client, its proxy, its certificate) is not visible to any filter, so calls of
 * different connectors never share an answer. Two scopes are equal when their connector
 * is the same object.
 */
public final class ClientScope {

	private final Object transport;

	/**
	 * A scope.
	 * @param transport the connector, or whatever else sends the request
	 */
	public ClientScope(Object transport) {
		this.transport = transport;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ClientScope scope && scope.transport == this.transport;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this.transport);
	}

}
