package io.autotask.performance.client.scan;

/**
 * A reading that cannot go on. What was delivered before stays delivered, and a token
 * says where to go on.
 */
public class ReadStoppedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String continuationToken;

	ReadStoppedException(String entity, String where, ScanCheckpoint checkpoint, Throwable cause) {
		super("Reading " + entity + " stopped " + where + ", after " + checkpoint.delivered() + " rows were delivered: "
				+ cause.getMessage(), cause);
		this.continuationToken = checkpoint.toString();
	}

	/**
	 * Where to go on, after exactly the rows that were delivered.
	 * @return a text for {@code EntityQuery.startingAfter}
	 */
	public String continuationToken() {
		return this.continuationToken;
	}

}
