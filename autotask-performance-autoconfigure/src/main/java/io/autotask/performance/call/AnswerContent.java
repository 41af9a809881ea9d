package io.autotask.performance.call;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What an answer of the API holds, as far as stages decide by it. Read in one pass,
 * without building a tree; a body that was cut off anywhere is found out, because its
 * JSON does not close.
 *
 * @param errors whether it lists errors
 * @param absent whether it says that there is no such row
 * @param linked whether it links to another page
 * @param rows its rows: those of a list, or the one of a read by id; null when it holds
 * none of either
 */
public record AnswerContent(boolean errors, boolean absent, boolean linked, @Nullable Rows rows) {

	private static final JsonFactory JSON = new JsonFactory();

	/**
	 * Reads a body.
	 * @param body the body, in UTF-8
	 * @return what it holds, or null when it is not one whole JSON object
	 */
	public static @Nullable AnswerContent read(byte[] body) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return null;
			}
			AnswerContent content = members(parser);
			return (parser.nextToken() == null) ? content : null;
		}
		catch (JacksonException ex) {
			// Not JSON, or not all of it: such an answer is passed on, and never kept.
			return null;
		}
	}

	private static AnswerContent members(JsonParser parser) {
		boolean errors = false;
		boolean absent = false;
		boolean linked = false;
		Rows rows = null;
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String name = parser.currentName();
			JsonToken value = parser.nextToken();
			if (name.equalsIgnoreCase("errors")) {
				errors = value != JsonToken.VALUE_NULL && !isEmptyArray(parser, value);
			}
			else if (name.equalsIgnoreCase("item")) {
				absent = value == JsonToken.VALUE_NULL;
				rows = (value == JsonToken.START_OBJECT) ? Rows.readOne(parser) : rows;
				parser.skipChildren();
			}
			else if (name.equalsIgnoreCase("pageDetails") && value == JsonToken.START_OBJECT) {
				linked = isLinked(parser);
			}
			else if (name.equalsIgnoreCase("items") && value == JsonToken.START_ARRAY) {
				rows = Rows.read(parser);
			}
			else {
				parser.skipChildren();
			}
		}
		return new AnswerContent(errors, absent, linked, rows);
	}

	private static boolean isEmptyArray(JsonParser parser, JsonToken value) {
		if (value != JsonToken.START_ARRAY) {
			parser.skipChildren();
			return false;
		}
		boolean empty = true;
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			empty = false;
			parser.skipChildren();
		}
		return empty;
	}

	private static boolean isLinked(JsonParser parser) {
		boolean linked = false;
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String name = parser.currentName();
			JsonToken value = parser.nextToken();
			if (name.equalsIgnoreCase("nextPageUrl") || name.equalsIgnoreCase("prevPageUrl")) {
				linked |= value != JsonToken.VALUE_NULL;
			}
			parser.skipChildren();
		}
		return linked;
	}

}
