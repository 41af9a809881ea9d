package io.autotask.performance.client.scan;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the id of a row where it stands. The API writes it first, so that this takes a
 * few bytes only.
 */
final class RowId {

	private static final JsonFactory JSON = new JsonFactory();

	private static final int MOST_DIGITS = 18;

	private RowId() {
	}

	/**
	 * The id of the row in a part of a body.
	 * @return the id, or null when the row is no object or says none
	 */
	static @Nullable Long of(byte[] body, int start, int end) {
		int at = start;
		// {"id":
		if (end - start > 7 && body[at] == '{' && body[at + 1] == '"' && body[at + 2] == 'i' && body[at + 3] == 'd'
				&& body[at + 4] == '"' && body[at + 5] == ':') {
			at += 6;
			boolean negative = body[at] == '-';
			int digits = negative ? at + 1 : at;
			long id = 0;
			for (at = digits; at < end && body[at] >= '0' && body[at] <= '9'; at++) {
				id = 10 * id + (body[at] - '0');
			}
			boolean whole = at > digits && at - digits <= MOST_DIGITS && at < end
					&& (body[at] == ',' || body[at] == '}');
			if (whole) {
				return negative ? -id : id;
			}
		}
		return search(body, start, end);
	}

	private static @Nullable Long search(byte[] body, int start, int end) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body, start, end - start)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return null;
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				JsonToken value = parser.nextToken();
				if (value == JsonToken.VALUE_NUMBER_INT && name.equalsIgnoreCase("id")) {
					return parser.getLongValue();
				}
				parser.skipChildren();
			}
			return null;
		}
		catch (JacksonException ex) {
			// Whoever reads the row finds out what is wrong with it.
			return null;
		}
	}

}
