package io.autotask.performance.cache;

import java.util.Collection;

import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.RowRef;
import io.autotask.performance.call.Rows;
import io.autotask.performance.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * What an answer shows of an entity, as far as it decides whether a write can change it.
 *
 * @param query the question of a query or a count, or null
 * @param parent the row whose children it lists, or null
 * @param rows the rows in it, or null when it holds none, as a count does
 * @param linked whether there are more of them on another page
 */
record Footprint(@Nullable Query query, @Nullable RowRef parent, @Nullable Rows rows, boolean linked) {

	/** An answer of which nothing is known. */
	static final Footprint UNKNOWN = new Footprint(null, null, null, false);

	static Footprint of(ApiCall call, AnswerContent content) {
		return new Footprint(call.query(), call.parent(), content.rows(), content.linked());
	}

	/**
	 * Whether each row in it has all fields.
	 */
	boolean isFull() {
		return this.query != null && this.query.includeFields().isEmpty() && this.rows != null
				&& this.rows.identified();
	}

	/**
	 * Whether each row in it has these fields.
	 * @param fields names in any case; none for all fields
	 */
	boolean holds(Collection<String> fields) {
		if (isFull()) {
			return true;
		}
		return this.query != null && this.rows != null && this.rows.identified() && !fields.isEmpty() && fields.stream()
			.allMatch((field) -> this.query.includeFields().stream().anyMatch(field::equalsIgnoreCase));
	}

	/**
	 * Whether a row that it does not hold may be on a later page: rows come in the order
	 * of their ids.
	 */
	boolean isBeyond(long id) {
		return this.linked && (this.rows == null || this.rows.size() == 0 || !this.rows.ascending()
				|| id > this.rows.id(this.rows.size() - 1));
	}

	/**
	 * Whether it shows the rows that it holds, and each says its id.
	 */
	boolean showsItsRows() {
		return this.rows != null && this.rows.identified();
	}

	/**
	 * Bytes of memory that it takes, roughly.
	 */
	int weight() {
		return (this.rows != null) ? this.rows.weight() : 0;
	}

}
