package io.autotask.performance.sample.simulator.data;

import java.util.Collections;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

import io.autotask.performance.sample.simulator.schema.EntitySchema;
import org.jspecify.annotations.Nullable;

/**
 * All rows of one entity: the generated ones, and over them those that were written.
 * Reads take no lock and see each row whole; writes are one after the other.
 */
public final class Table {

	private final EntitySchema schema;

	private final GeneratedRows generated;

	private final ConcurrentSkipListMap<Long, StoredRow> written = new ConcurrentSkipListMap<>();

	private long lastId;

	Table(EntitySchema schema, GeneratedRows generated) {
		this.schema = schema;
		this.generated = generated;
		this.lastId = generated.lastId();
	}

	public EntitySchema schema() {
		return this.schema;
	}

	public @Nullable Row find(long id) {
		StoredRow row = this.written.get(id);
		if (row != null) {
			return row.isDeleted() ? null : row;
		}
		return this.generated.exists(id) ? this.generated.row(id) : null;
	}

	/** The selected rows by ascending id. Lazy: a caller may stop at any row. */
	public Iterator<Row> rows(Selection selection) {
		if (selection.from() > selection.to()) {
			return Collections.emptyIterator();
		}
		if (selection.listed() != null) {
			return new ListedRows(this, selection.listed(), selection.from(), selection.to());
		}
		NavigableMap<Long, StoredRow> kept = this.written.subMap(selection.from(), true, selection.to(), true);
		return new MergedRows(this.generated.narrow(selection), kept.values().iterator(), this::find);
	}

	/**
	 * Adds a row.
	 * @param content sets its values; may refuse, and then nothing is added
	 * @return the row as it is kept
	 */
	public synchronized Row insert(Consumer<Draft> content) {
		long id = Math.max(this.lastId, 0) + 1;
		Draft draft = Draft.empty(this.schema, id);
		content.accept(draft);
		this.lastId = id;
		StoredRow row = draft.toRow();
		this.written.put(id, row);
		return row;
	}

	/**
	 * Changes a row.
	 * @param content changes its values; may refuse, and then nothing is changed
	 * @return the row as it is kept, or {@code null} if there is no such row
	 */
	public synchronized @Nullable Row update(long id, Consumer<Draft> content) {
		Row before = find(id);
		if (before == null) {
			return null;
		}
		Draft draft = Draft.copy(this.schema, before);
		content.accept(draft);
		StoredRow row = draft.toRow();
		this.written.put(id, row);
		return row;
	}

	/** Takes a row away. Returns whether there was one. */
	public synchronized boolean delete(long id) {
		if (find(id) == null) {
			return false;
		}
		this.written.put(id, StoredRow.deleted(id));
		return true;
	}

	/** Which of the inserted rows has this id, from 1. */
	public long numberOfInserted(long id) {
		return id - Math.max(this.generated.lastId(), 0);
	}

	synchronized void reset() {
		this.written.clear();
		this.lastId = this.generated.lastId();
	}

}
