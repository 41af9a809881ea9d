package io.autotask.performance.sample.simulator.query;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.data.Selection;
import io.autotask.performance.sample.simulator.data.Table;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A query that the API accepts. Immutable.
 */
public final class Query {

	/** Most rows of a page, and how many it has when nothing is said. */
	public static final int LARGEST_PAGE = 500;

	private final int pageSize;

	private final Projection projection;

	private final RowFilter filter;

	private final Selection selection;

	private Query(int pageSize, Projection projection, RowFilter filter, Selection selection) {
		this.pageSize = pageSize;
		this.projection = projection;
		this.filter = filter;
		this.selection = selection;
	}

	/**
	 * Reads a query.
	 * @param body the query as sent, or {@code null} if nothing was
	 * @throws RefusedException in the API's words if it does not accept the query
	 */
	public static Query read(EntitySchema schema, @Nullable JsonNode body) {
		if (body == null || body.isNull() || body.isMissingNode()) {
			throw new RefusedException("Value cannot be null. Parameter name: queryModel");
		}
		LenientObject query = new LenientObject(body);
		JsonNode filter = query.get("filter");
		if (filter == null) {
			throw new RefusedException("Value cannot be null. Parameter name: filters");
		}
		int pageSize = pageSize(query.get("maxRecords"));
		FilterReader reader = new FilterReader(schema);
		RowFilter rows = reader.read(filter);
		return new Query(pageSize, Projection.of(schema, query.get("includeFields")), rows, reader.selection());
	}

	public int pageSize() {
		return this.pageSize;
	}

	public Projection projection() {
		return this.projection;
	}

	/**
	 * One page of the matching rows, by ascending id.
	 * @param after id that all of its rows are above
	 */
	public Page page(Table table, long after, int size) {
		List<Row> rows = new ArrayList<>(Math.min(size, LARGEST_PAGE));
		Iterator<Row> scan = table.rows((after < 0) ? this.selection : this.selection.from(Math.max(after, after + 1)));
		while (scan.hasNext()) {
			Row row = scan.next();
			if (this.filter.matches(row)) {
				if (rows.size() == size) {
					return new Page(rows, true);
				}
				rows.add(row);
			}
		}
		return new Page(rows, false);
	}

	public long count(Table table) {
		long count = 0;
		Iterator<Row> scan = table.rows(this.selection);
		while (scan.hasNext()) {
			count += this.filter.matches(scan.next()) ? 1 : 0;
		}
		return count;
	}

	private static int pageSize(@Nullable JsonNode maxRecords) {
		if (maxRecords == null) {
			return LARGEST_PAGE;
		}
		int size = maxRecords.asInt(0);
		if (size < 1 || size > LARGEST_PAGE) {
			throw new RefusedException("maxCountOfRecordsToReturn must be between 1 and 500");
		}
		return size;
	}

	/**
	 * Rows of one page.
	 *
	 * @param hasMore whether a matching row comes after them
	 */
	public record Page(List<Row> rows, boolean hasMore) {

		/** The empty page of an entity that has no rows. */
		public static Page empty() {
			return new Page(List.of(), false);
		}

	}

}
