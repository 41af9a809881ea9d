package io.autotask.performance.sample.simulator.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Generated and written rows in one order by id. Within the generated ids each row is
 * looked up, so one that is written while this runs is neither missed nor seen twice.
 */
final class MergedRows implements Iterator<Row> {

	private final Iterator<StoredRow> written;

	private final LongFunction<@Nullable Row> find;

	private final long lastGenerated;

	private long nextGenerated;

	private @Nullable StoredRow nextWritten;

	private @Nullable Row next;

	MergedRows(Selection generated, Iterator<StoredRow> written, LongFunction<@Nullable Row> find) {
		this.written = written;
		this.find = find;
		this.nextGenerated = generated.from();
		this.lastGenerated = generated.to();
		this.nextWritten = advanceWritten();
	}

	@Override
	public boolean hasNext() {
		if (this.next == null) {
			this.next = advance();
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

	private @Nullable Row advance() {
		while (this.nextGenerated <= this.lastGenerated) {
			StoredRow stored = this.nextWritten;
			if (stored != null && stored.id() <= this.nextGenerated) {
				this.nextGenerated = Math.max(this.nextGenerated, stored.id() + 1);
				return takeWritten(stored);
			}
			Row row = this.find.apply(this.nextGenerated++);
			if (row != null) {
				return row;
			}
		}
		StoredRow stored = this.nextWritten;
		return (stored != null) ? takeWritten(stored) : null;
	}

	private Row takeWritten(StoredRow row) {
		this.nextWritten = advanceWritten();
		return row;
	}

	private @Nullable StoredRow advanceWritten() {
		while (this.written.hasNext()) {
			StoredRow row = this.written.next();
			if (!row.isDeleted()) {
				return row;
			}
		}
		return null;
	}

}
