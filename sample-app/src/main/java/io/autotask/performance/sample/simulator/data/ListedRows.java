package io.autotask.performance.sample.simulator.data;

import java.util.Iterator;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a sorted list of ids, those that exist.
 */
final class ListedRows implements Iterator<Row> {

	private final Table table;

	private final long[] ids;

	private final long from;

	private final long to;

	private int position;

	private @Nullable Row next;

	ListedRows(Table table, long[] ids, long from, long to) {
		this.table = table;
		this.ids = ids;
		this.from = from;
		this.to = to;
	}

	@Override
	public boolean hasNext() {
		while (this.next == null && this.position < this.ids.length) {
			long id = this.ids[this.position++];
			this.next = (id >= this.from && id <= this.to) ? this.table.find(id) : null;
		}
		return this.next != null;
	}

	@Override
	public Row next() {
		Row row = hasNext() ? this.next : null;
		if (row == null) {
			throw new NoSuchElementException();
		}
		this.next = null;
		return row;
	}

}
