package io.autotask.performance.cache.replay;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A query of one to three equalities.
 *
 * @param values what each field has to be
 */
record Query(TreeMap<String, Integer> values) {

	boolean matches(Map<String, Integer> row) {
		return this.values.entrySet().stream().allMatch((value) -> value.getValue().equals(row.get(value.getKey())));
	}

	String json() {
		return this.values.entrySet()
			.stream()
			.map((value) -> "{\"op\":\"eq\",\"field\":\"" + value.getKey() + "\",\"value\":" + value.getValue() + "}")
			.collect(Collectors.joining(",", "{\"filter\":[", "]}"));
	}

}
