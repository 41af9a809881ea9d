package io.autotask.performance.client.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The rows of one page: either still to be read from its bytes, row by row as they are
 * asked for, or read already, as far as that was possible.
 *
 * @param <T> what a row is read into
 */
sealed interface PageRows<T> {

	/** What the planning needs to know. */
	PageFacts facts();

	/**
	 * Goes through the rows.
	 * @param kept how many of them are to be delivered
	 */
	Walk<T> walk(int kept);

	/**
	 * One row after the other.
	 *
	 * @param <T> what a row is read into
	 */
	interface Walk<T> {

		/**
		 * The next row, or null after the last one.
		 * @throws RuntimeException when it cannot be read
		 */
		@Nullable T next();

		/** The id of the row that {@link #next} returned last. */
		long id();

	}

	/**
	 * Reads rows when they are asked for: the first one is there before the last one is
	 * read.
	 *
	 * @param <T> what a row is read into
	 */
	record Unread<T>(PageBytes page, RowReader<T> reader, IdRange range) implements PageRows<T> {

		@Override
		public PageFacts facts() {
			return new PageFacts(this.page.rows(), null, this.page.lastId(), this.page.more(), this.page.body().length);
		}

		@Override
		public Walk<T> walk(int kept) {
			RowCursor<T> cursor = new RowCursor<>(this.page, this.reader, this.range);
			return new Walk<>() {

				@Override
				public @Nullable T next() {
					return cursor.next();
				}

				@Override
				public long id() {
					return cursor.id();
				}

			};
		}

	}

	/**
	 * Rows that were read where the page came in, so that pages are read at the same
	 * time.
	 *
	 * @param <T> what a row is read into
	 */
	record Read<T>(List<T> rows, PageFacts facts, @Nullable RuntimeException failure) implements PageRows<T> {

		static <T> Read<T> of(PageBytes page, RowReader<T> reader, IdRange range) {
			List<T> rows = new ArrayList<>();
			long[] ids = new long[64];
			RuntimeException failure = null;
			try {
				RowCursor<T> cursor = new RowCursor<>(page, reader, range);
				for (T row = cursor.next(); row != null; row = cursor.next()) {
					ids = (rows.size() == ids.length) ? Arrays.copyOf(ids, 4 * ids.length) : ids;
					ids[rows.size()] = cursor.id();
					rows.add(row);
				}
			}
			catch (RuntimeException ex) {
				// What was read before is delivered, and then this.
				failure = ex;
			}
			long[] read = Arrays.copyOf(ids, rows.size());
			Long last = (rows.isEmpty()) ? null : read[rows.size() - 1];
			return new Read<>(rows, new PageFacts(rows.size(), read, last, page.more(), page.body().length), failure);
		}

		@Override
		public Walk<T> walk(int kept) {
			long[] ids = java.util.Objects.requireNonNull(this.facts.ids());
			return new Walk<>() {

				private int next;

				@Override
				public @Nullable T next() {
					if (this.next < kept) {
						return Read.this.rows.get(this.next++);
					}
					RuntimeException broken = Read.this.failure;
					if (broken != null && kept == Read.this.rows.size()) {
						throw broken;
					}
					return null;
				}

				@Override
				public long id() {
					return (this.next > 0) ? ids[this.next - 1] : Long.MIN_VALUE;
				}

			};
		}

	}

}
