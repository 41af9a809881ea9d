package io.autotask.performance.client.scan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * A page of rows that is delivered, and how far the reading is after it. Rows are read
 * when they are asked for, once; not thread-safe while that goes on.
 *
 * @param <T> what a row is read into
 */
public final class ScanPage<T> implements Iterable<T> {

	private final PageRows<T> rows;

	private final int kept;

	private final Place place;

	private @Nullable List<T> read;

	private @Nullable RuntimeException failure;

	/**
	 * A page.
	 * @param kept how many of its rows are to be delivered
	 */
	ScanPage(PageRows<T> rows, int kept, Place place) {
		this.rows = rows;
		this.kept = kept;
		this.place = place;
	}

	/**
	 * All rows.
	 * @return the rows in the order of their ids
	 * @throws ReadStoppedException when one of them cannot be read
	 */
	public List<T> items() {
		List<T> all = readAhead();
		RuntimeException broken = this.failure;
		if (broken != null) {
			throw broken;
		}
		return all;
	}

	/**
	 * Reads the rows now. What cannot be read is told to whoever goes through them.
	 * @return the rows up to the first that cannot be read
	 */
	public List<T> readAhead() {
		List<T> all = this.read;
		if (all == null) {
			List<T> rows = new ArrayList<>();
			Iterator<T> unread = iterator();
			try {
				unread.forEachRemaining(rows::add);
			}
			catch (RuntimeException ex) {
				this.failure = ex;
			}
			all = List.copyOf(rows);
			this.read = all;
		}
		return all;
	}

	/**
	 * Something that belongs to the rows could not be had.
	 * @param cause what went wrong
	 * @return this page, none of whose rows is delivered
	 */
	public ScanPage<T> stoppedBy(Throwable cause) {
		this.read = List.of();
		this.failure = this.place.stopped(0, Long.MIN_VALUE, cause);
		return this;
	}

	/**
	 * How far the reading is when all rows up to the last one of this page were dealt
	 * with.
	 * @return the checkpoint
	 */
	public ScanCheckpoint checkpoint() {
		return this.place.checkpoint(this.kept, this.rows.facts().id(this.kept), true);
	}

	/**
	 * The rows one by one, each read when it is asked for.
	 */
	@Override
	public Iterator<T> iterator() {
		List<T> all = this.read;
		return (all != null) ? new Known<>(all.iterator(), this.failure) : new Rows();
	}

	/** How many rows it has. */
	int size() {
		return this.kept;
	}

	private final class Rows implements Iterator<T> {

		private PageRows.@Nullable Walk<T> walk;

		private @Nullable T next;

		private long read;

		private boolean over;

		@Override
		public boolean hasNext() {
			if (this.next == null && !this.over) {
				this.next = advance();
				this.over = this.next == null;
			}
			return this.next != null;
		}

		@Override
		public T next() {
			T row = hasNext() ? this.next : null;
			if (row == null) {
				throw new NoSuchElementException();
			}
			this.next = null;
			return row;
		}

		private @Nullable T advance() {
			long id = Long.MIN_VALUE;
			try {
				PageRows.Walk<T> rows = this.walk;
				if (rows == null) {
					rows = ScanPage.this.rows.walk(ScanPage.this.kept);
					this.walk = rows;
				}
				id = rows.id();
				T row = rows.next();
				this.read += (row != null) ? 1 : 0;
				return row;
			}
			catch (RuntimeException ex) {
				throw ScanPage.this.place.stopped(this.read, id, ex);
			}
		}

	}

	/** Rows that were read, and then what went wrong. */
	private record Known<T>(Iterator<T> rows, @Nullable RuntimeException failure) implements Iterator<T> {

		@Override
		public boolean hasNext() {
			if (!this.rows.hasNext() && this.failure != null) {
				throw this.failure;
			}
			return this.rows.hasNext();
		}

		@Override
		public T next() {
			return this.rows.next();
		}

	}

	/**
	 * Where in the reading a page is.
	 *
	 * @param entity what is read
	 * @param before the checkpoint before it
	 * @param beside what is left beside the ids that it is of
	 * @param own the ids that it is of, up to where the next one begins
	 * @param last whether nothing of those is left after it
	 */
	record Place(String entity, ScanCheckpoint before, List<IdRange> beside, IdRange own, boolean last) {

		ScanCheckpoint checkpoint(long rows, long id, boolean whole) {
			List<IdRange> open = new ArrayList<>(this.beside);
			if (!whole || !this.last) {
				open.add(new IdRange(id, this.own.before()));
			}
			return new ScanCheckpoint(this.before.query(), this.before.delivered() + rows, this.before.total(), open);
		}

		ReadStoppedException stopped(long rows, long id, Throwable cause) {
			long after = (rows > 0) ? id : this.own.after();
			String where = (after != Long.MIN_VALUE) ? "at the row after the one with id " + after : "at the first row";
			return new ReadStoppedException(this.entity, where, checkpoint(rows, after, false), cause);
		}

	}

}
