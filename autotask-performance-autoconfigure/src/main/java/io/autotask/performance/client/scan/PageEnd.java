package io.autotask.performance.client.scan;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds out from the last bytes of a page whether there is another one and after which
 * id, so that it can be asked for before the rows are read:
 * {@code …,{"id":5,…}],"pageDetails":{…}}}. Read from behind, a quote begins or ends a
 * string unless an odd number of backslashes is before it. What is found is checked when
 * the rows are read.
 */
final class PageEnd {

	private static final JsonFactory JSON = new JsonFactory();

	private static final byte[] PAGE_DETAILS = "\"pageDetails\"".getBytes(StandardCharsets.US_ASCII);

	/** Longer than the details of a page, whose links may be long. */
	private static final int NEAR = 16 * 1024;

	private final byte[] body;

	private int at;

	private PageEnd(byte[] body) {
		this.body = body;
	}

	/**
	 * Reads the end of a page.
	 * @return the page, or null when it does not end as expected
	 */
	static @Nullable PageBytes read(byte[] body) {
		return new PageEnd(body).read();
	}

	private @Nullable PageBytes read() {
		this.at = this.body.length;
		if (previous() != '}') {
			return null;
		}
		int end = this.at;
		int details = lastIndexOf(PAGE_DETAILS, end);
		Details found = (details >= 0) ? details(details + PAGE_DETAILS.length, end) : null;
		this.at = details;
		if (found == null || previous() != ',' || previous() != ']') {
			return null;
		}
		int last = previous();
		if (last == '[') {
			return new PageBytes(this.body, found.linked(), null, 0);
		}
		int rowEnd = this.at + 1;
		int rowStart = (last == '}') ? start() : -1;
		Long id = (rowStart >= 0) ? RowId.of(this.body, rowStart, rowEnd) : null;
		return (id != null) ? new PageBytes(this.body, found.linked(), id, Math.max(1, found.count())) : null;
	}

	/** The byte before, but for white space; the place moves to it. */
	private int previous() {
		do {
			this.at--;
		}
		while (this.at >= 0 && this.body[this.at] <= ' ' && this.body[this.at] >= 0);
		return (this.at >= 0) ? this.body[this.at] : -1;
	}

	/** Where the object begins whose end the place is at, or -1. */
	private int start() {
		int depth = 0;
		boolean inString = false;
		for (int i = this.at; i >= 0; i--) {
			byte b = this.body[i];
			if (b == '"' && isDelimiter(i)) {
				inString = !inString;
			}
			else if (!inString && (b == '}' || b == ']')) {
				depth++;
			}
			else if (!inString && (b == '{' || b == '[') && --depth == 0) {
				return i;
			}
		}
		return -1;
	}

	private boolean isDelimiter(int quote) {
		int backslashes = 0;
		while (quote - backslashes > 0 && this.body[quote - backslashes - 1] == '\\') {
			backslashes++;
		}
		return backslashes % 2 == 0;
	}

	private int lastIndexOf(byte[] word, int end) {
		for (int i = end - word.length; i >= Math.max(0, end - NEAR); i--) {
			int same = 0;
			while (same < word.length && this.body[i + same] == word[same]) {
				same++;
			}
			if (same == word.length) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * What the details say, or null when they do not say it, or are not the object that
	 * fills the rest of the body.
	 */
	private @Nullable Details details(int colon, int end) {
		int from = colon;
		while (from < end && this.body[from] <= ' ' && this.body[from] >= 0) {
			from++;
		}
		if (from >= end || this.body[from] != ':') {
			return null;
		}
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), this.body, from + 1, end - from - 1)) {
			Details details = (parser.nextToken() == JsonToken.START_OBJECT) ? Details.read(parser) : null;
			return (parser.nextToken() == null) ? details : null;
		}
		catch (JacksonException ex) {
			// Not what it looked like: the page is read as a whole.
			return null;
		}
	}

	/**
	 * What the details of a page say.
	 *
	 * @param linked whether there is another page
	 * @param count how many rows are on this one
	 */
	private record Details(boolean linked, int count) {

		static @Nullable Details read(JsonParser parser) {
			boolean linked = false;
			Integer count = null;
			while (parser.nextToken() != JsonToken.END_OBJECT) {
				String name = parser.currentName();
				JsonToken value = parser.nextToken();
				if (name.equalsIgnoreCase("nextPageUrl")) {
					linked = value == JsonToken.VALUE_STRING && !parser.getString().isEmpty();
				}
				else if (name.equalsIgnoreCase("count") && value == JsonToken.VALUE_NUMBER_INT) {
					count = parser.getIntValue();
				}
				parser.skipChildren();
			}
			return (count != null) ? new Details(linked, count) : null;
		}

	}

}
