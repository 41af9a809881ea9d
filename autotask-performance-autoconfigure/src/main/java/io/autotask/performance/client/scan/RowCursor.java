package io.autotask.performance.client.scan;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a page row by row, as rows are asked for, and checks what the end of the page
 * seemed to say. Rows must come in the order of their ids: the next page is asked for
 * after the id of the last one, so any other order would lose or repeat rows.
 *
 * @param <T> what a row is read into
 */
final class RowCursor<T> {

	private final PageBytes page;

	private final RowReader<T> reader;

	private final IdRange range;

	private final JsonParser parser;

	private boolean inRows;

	private long id;

	private @Nullable Long last;

	/**
	 * A cursor before the first row.
	 * @param range rows of other ids are not delivered
	 */
	RowCursor(PageBytes page, RowReader<T> reader, IdRange range) {
		this.page = page;
		this.reader = reader;
		this.range = range;
		this.id = range.after();
		this.parser = reader.parser(page.body());
		try {
			if (this.parser.nextToken() != JsonToken.START_OBJECT) {
				throw new UnreadablePageException("it is not a JSON object");
			}
			advanceToRows();
		}
		catch (JacksonException ex) {
			throw new UnreadablePageException("it is not JSON", ex);
		}
	}

	/**
	 * The next row, or null after the last one.
	 * @throws UnreadablePageException when the page is broken, or not in order
	 * @throws IllegalArgumentException when the row does not fit its type
	 */
	@Nullable T next() {
		if (!this.inRows) {
			return null;
		}
		try {
			if (this.parser.nextToken() == JsonToken.END_ARRAY) {
				end();
				return null;
			}
			int start = (int) this.parser.currentTokenLocation().getByteOffset();
			T row = this.reader.read(this.parser);
			int end = (int) this.parser.currentLocation().getByteOffset();
			return isNext(RowId.of(this.page.body(), start, end)) ? row : null;
		}
		catch (JacksonException ex) {
			throw new UnreadablePageException("it breaks off, or is not JSON", ex);
		}
	}

	/** The id of the row that was delivered last. */
	long id() {
		return this.id;
	}

	private boolean isNext(@Nullable Long found) {
		if (found == null) {
			throw new UnreadablePageException("a row has no id");
		}
		if (found <= this.id) {
			throw new UnreadablePageException("the row with id " + found + " comes after the one with id " + this.id
					+ ", but rows are read in the order of their ids");
		}
		this.last = found;
		if (found >= this.range.before()) {
			// Somebody else reads it, and all that follow.
			this.inRows = false;
			return false;
		}
		this.id = found;
		return true;
	}

	private void end() {
		this.inRows = false;
		advanceToRows();
		if (this.inRows || this.parser.nextToken() != null) {
			throw new UnreadablePageException("something follows after its end");
		}
		Long expected = this.page.lastId();
		if (expected != null && !expected.equals(this.last)) {
			throw new UnreadablePageException("its last row is not the one with id " + expected);
		}
	}

	/** Passes everything up to the rows, or up to the end. */
	private void advanceToRows() {
		while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = this.parser.currentName();
			JsonToken value = this.parser.nextToken();
			if (name.equalsIgnoreCase("items") && value == JsonToken.START_ARRAY) {
				this.inRows = true;
				return;
			}
			if (name.equalsIgnoreCase("errors") && value == JsonToken.START_ARRAY
					&& this.parser.nextToken() != JsonToken.END_ARRAY) {
				throw new UnreadablePageException("it lists errors");
			}
			this.parser.skipChildren();
		}
	}

}
