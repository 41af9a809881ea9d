package io.autotask.performance.sample.simulator.query;

import java.util.List;

import io.autotask.performance.sample.simulator.data.Row;

/**
 * Whether a row is wanted. It asks the row for nothing but the fields that it is about.
 */
@FunctionalInterface
interface RowFilter {

	boolean matches(Row row);

	static RowFilter allOf(List<RowFilter> filters) {
		if (filters.size() == 1) {
			return filters.get(0);
		}
		return (row) -> {
			for (RowFilter filter : filters) {
				if (!filter.matches(row)) {
					return false;
				}
			}
			return true;
		};
	}

	static RowFilter anyOf(List<RowFilter> filters) {
		return (row) -> {
			for (RowFilter filter : filters) {
				if (filter.matches(row)) {
					return true;
				}
			}
			return false;
		};
	}

}
