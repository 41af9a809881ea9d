package io.autotask.performance.query;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A query of rows, or of their number.
 *
 * @param filter the conditions, all of which must hold; null when the query has none,
 * which the API refuses
 * @param includeFields the fields to return; empty for all
 * @param maxRecords rows on a page, as asked for
 */
public record Query(@Nullable List<Condition> filter, List<String> includeFields, int maxRecords) {

	/** The rows on a page when a query does not say, and the most that are allowed. */
	public static final int DEFAULT_MAX_RECORDS = 500;

	public Query {
		filter = (filter != null) ? List.copyOf(filter) : null;
		includeFields = List.copyOf(includeFields);
	}

	/**
	 * The query in the one form that all queries of this meaning have. Two queries with
	 * the same text have the same answer. The reverse is not promised: where it is not
	 * known that a difference has no meaning, it is kept.
	 * @return the canonical text; holds the values of the filter, so it is never logged
	 */
	public String canonical() {
		return CanonicalForm.of(this);
	}

	/**
	 * The same rows with all fields.
	 * @return a query that names no fields
	 */
	public Query ofAllFields() {
		return this.includeFields.isEmpty() ? this : new Query(this.filter, List.of(), this.maxRecords);
	}

	/**
	 * The query in words that may be logged.
	 * @return the fields of the filter, without any value
	 */
	@Override
	public String toString() {
		return "Query[filter on " + filterFields() + ", includeFields=" + this.includeFields + ", maxRecords="
				+ this.maxRecords + "]";
	}

	/**
	 * Whether a row matches the filter.
	 * @param row what is known of the row
	 * @return unknown where what is known does not decide it, or where the API's own ways
	 * of comparing are not known well enough
	 */
	public Truth matches(KnownRow row) {
		return FilterTruth.of(this.filter, row);
	}

	/**
	 * The fields that decide whether a row matches.
	 * @return names in lower case; those of user-defined fields begin with {@code udf:}
	 */
	public Set<String> filterFields() {
		return FilterTruth.fields(this.filter);
	}

}
