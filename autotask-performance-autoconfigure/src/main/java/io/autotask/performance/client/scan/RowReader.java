package io.autotask.performance.client.scan;

import tools.jackson.core.JsonParser;

/**
 * Reads rows out of the JSON of a page. Thread-safe.
 *
 * @param <T> what a row is read into
 */
public interface RowReader<T> {

	/**
	 * A parser of a page.
	 * @param body the page
	 * @return a parser before the first token
	 */
	JsonParser parser(byte[] body);

	/**
	 * Reads a row.
	 * @param parser stands on the first token of the row, and afterwards on its last one
	 * @return the row
	 * @throws IllegalArgumentException when the row does not fit
	 * @throws tools.jackson.core.JacksonException when it is not JSON
	 */
	T read(JsonParser parser);

}
