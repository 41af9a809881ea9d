package io.autotask.performance.call;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The rows of an answer as they stand in its bytes: nothing is decoded, and nothing is
 * written anew. Immutable; holds places and ids, not the bytes.
 */
public final class Rows {

	private static final byte[] BEFORE_ITEM = "{\"item\":".getBytes(StandardCharsets.UTF_8);

	private static final byte[] AFTER_ITEM = "}".getBytes(StandardCharsets.UTF_8);

	private final long[] ids;

	private final int[] places;

	private final boolean identified;

	private Rows(long[] ids, int[] places, boolean identified) {
		this.ids = ids;
		this.places = places;
		this.identified = identified;
	}

	/**
	 * Reads an array that was just opened.
	 */
	static Rows read(JsonParser parser) {
		long[] ids = new long[16];
		int[] places = new int[32];
		int size = 0;
		boolean identified = true;
		for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
			if (size == ids.length) {
				ids = Arrays.copyOf(ids, 2 * size);
				places = Arrays.copyOf(places, 4 * size);
			}
			places[2 * size] = (int) parser.currentTokenLocation().getByteOffset();
			Long id = (token == JsonToken.START_OBJECT) ? id(parser) : null;
			parser.skipChildren();
			places[2 * size + 1] = (int) parser.currentTokenLocation().getByteOffset() + 1;
			identified &= id != null;
			ids[size++] = (id != null) ? id : 0;
		}
		return new Rows(Arrays.copyOf(ids, size), Arrays.copyOf(places, 2 * size), identified);
	}

	/**
	 * Reads one row that was just opened.
	 */
	static Rows readOne(JsonParser parser) {
		int start = (int) parser.currentTokenLocation().getByteOffset();
		Long id = id(parser);
		int end = (int) parser.currentTokenLocation().getByteOffset() + 1;
		return new Rows(new long[] { (id != null) ? id : 0 }, new int[] { start, end }, id != null);
	}

	private static @Nullable Long id(JsonParser parser) {
		Long id = null;
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String name = parser.currentName();
			JsonToken value = parser.nextToken();
			if (value == JsonToken.VALUE_NUMBER_INT && name.equalsIgnoreCase("id")) {
				id = parser.getLongValue();
			}
			parser.skipChildren();
		}
		return id;
	}

	/**
	 * How many rows there are.
	 * @return the number
	 */
	public int size() {
		return this.ids.length;
	}

	/**
	 * Whether every row says its id.
	 * @return true also when there is no row
	 */
	public boolean identified() {
		return this.identified;
	}

	/**
	 * Whether the rows are in the order of their ids.
	 * @return true also when there is no row
	 */
	public boolean ascending() {
		for (int index = 1; index < this.ids.length; index++) {
			if (this.ids[index - 1] >= this.ids[index]) {
				return false;
			}
		}
		return this.identified;
	}

	/**
	 * The id of a row.
	 * @param index from 0
	 * @return the id; 0 for a row that says none
	 */
	public long id(int index) {
		return this.ids[index];
	}

	/**
	 * The place of a row.
	 * @param id the row's id
	 * @return its index, or -1 when there is no such row
	 */
	public int indexOf(long id) {
		for (int index = 0; index < this.ids.length; index++) {
			if (this.ids[index] == id) {
				return index;
			}
		}
		return -1;
	}

	/**
	 * The bytes of a row.
	 * @param index from 0
	 * @param body the body that was read
	 * @return a copy
	 */
	public byte[] row(int index, byte[] body) {
		return Arrays.copyOfRange(body, this.places[2 * index], this.places[2 * index + 1]);
	}

	/**
	 * The body that a read of the row by its id has: its bytes in an envelope.
	 * @param index from 0
	 * @param body the body that was read
	 * @return {@code {"item":…}}
	 */
	public byte[] item(int index, byte[] body) {
		int start = this.places[2 * index];
		int length = this.places[2 * index + 1] - start;
		byte[] item = Arrays.copyOf(BEFORE_ITEM, BEFORE_ITEM.length + length + AFTER_ITEM.length);
		System.arraycopy(body, start, item, BEFORE_ITEM.length, length);
		System.arraycopy(AFTER_ITEM, 0, item, BEFORE_ITEM.length + length, AFTER_ITEM.length);
		return item;
	}

	/**
	 * How many bytes of memory this takes, roughly.
	 * @return bytes
	 */
	public int weight() {
		return 64 + 16 * this.ids.length;
	}

}
