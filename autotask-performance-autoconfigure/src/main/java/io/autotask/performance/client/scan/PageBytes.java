package io.autotask.performance.client.scan;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A page as it came, of which only so much was read as it takes to ask for the next one.
 * Immutable.
 */
public final class PageBytes {

	private final byte[] body;

	private final boolean more;

	private final @Nullable Long lastId;

	private final int rows;

	PageBytes(byte[] body, boolean more, @Nullable Long lastId, int rows) {
		this.body = body;
		this.more = more;
		this.lastId = lastId;
		this.rows = rows;
	}

	/**
	 * Reads the end of a page, which is all that the next one takes.
	 * @param body the answer to a query
	 * @return the page, or null when it is not written as the API usually does it, and
	 * has to be read as a whole
	 */
	public static @Nullable PageBytes fromItsEnd(byte[] body) {
		return PageEnd.read(body);
	}

	/**
	 * A page that was read as a whole.
	 * @param body the answer to a query
	 * @param content the same as a tree
	 * @return the page
	 */
	public static PageBytes of(byte[] body, JsonNode content) {
		JsonNode rows = content.path("items");
		JsonNode last = rows.path(rows.size() - 1).path("id");
		String next = content.path("pageDetails").path("nextPageUrl").asString("");
		return new PageBytes(body, !next.isEmpty(), last.isIntegralNumber() ? last.asLong() : null, rows.size());
	}

	byte[] body() {
		return this.body;
	}

	/**
	 * Whether the API says that there are rows after these.
	 */
	boolean more() {
		return this.more;
	}

	/**
	 * The id of the last row, or null when there is no row, or none that says its id.
	 */
	@Nullable Long lastId() {
		return this.lastId;
	}

	/**
	 * How many rows there are, as the API says.
	 */
	int rows() {
		return this.rows;
	}

}
