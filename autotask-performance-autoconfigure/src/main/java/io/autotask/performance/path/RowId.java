package io.autotask.performance.path;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds which row a write changes: the API wants its id in the body.
 */
final class RowId {

	private static final JsonFactory JSON = new JsonFactory();

	private RowId() {
	}

	/**
	 * The id in the body of a {@code PATCH} or {@code PUT}.
	 * @param body the body
	 * @return the id, or null when there is no single whole number by that name
	 */
	static @Nullable Long in(byte[] body) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return null;
			}
			Long id = null;
			while (parser.nextToken() != JsonToken.END_OBJECT) {
				boolean named = parser.currentName().equalsIgnoreCase("id");
				JsonToken value = parser.nextToken();
				if (named) {
					if (id != null || value != JsonToken.VALUE_NUMBER_INT) {
						return null;
					}
					id = parser.getLongValue();
				}
				parser.skipChildren();
			}
			return id;
		}
		catch (JacksonException ex) {
			// Whatever the API makes of it, it may change any row.
			return null;
		}
	}

}
