package io.autotask.performance.cache.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the API knows: the truth that answers are compared with. */
final class Table {

	private final Subject subject;

	private final List<Map<String, Integer>> rows = new ArrayList<>();

	/** Which rows have a value of the narrow field. */
	private final Map<Integer, TreeSet<Integer>> narrow = new HashMap<>();

	private final List<Query> queries = new ArrayList<>();

	private final Map<String, Query> byText = new HashMap<>();

	Table(Subject subject, int rows, int queries, long seed) {
		this.subject = subject;
		SplittableRandom random = new SplittableRandom(seed);
		for (int row = 0; row < rows; row++) {
			Map<String, Integer> values = new HashMap<>();
			put(values, subject.narrow(), random);
			subject.others().forEach((field) -> put(values, field, random));
			this.rows.add(values);
			this.narrow.computeIfAbsent(values.get(subject.narrow().name()), (key) -> new TreeSet<>()).add(row);
		}
		while (this.queries.size() < queries) {
			TreeMap<String, Integer> values = new TreeMap<>();
			put(values, subject.narrow(), random);
			for (int more = random.nextInt(3); more > 0; more--) {
				put(values, subject.others().get(random.nextInt(subject.others().size())), random);
			}
			Query query = new Query(values);
			if (this.byText.put(query.json(), query) == null) {
				this.queries.add(query);
			}
		}
	}

	private static void put(Map<String, Integer> values, Field field, SplittableRandom random) {
		values.put(field.name(), 1 + random.nextInt(field.values()));
	}

	int rows() {
		return this.rows.size();
	}

	Query query(int number) {
		return this.queries.get(number);
	}

	Query query(String text) {
		return this.byText.get(text);
	}

	Map<String, Integer> row(int row) {
		return this.rows.get(row);
	}

	void write(int row, String field, int value) {
		boolean isNarrow = field.equals(this.subject.narrow().name());
		Integer before = this.rows.get(row).put(field, value);
		if (isNarrow) {
			this.narrow.get(before).remove(row);
			this.narrow.computeIfAbsent(value, (key) -> new TreeSet<>()).add(row);
		}
	}

	/** The whole answer to a query, as the API gives it. */
	String answer(Query query) {
		StringBuilder items = new StringBuilder();
		int count = 0;
		for (int row : this.narrow.getOrDefault(query.values().get(this.subject.narrow().name()), new TreeSet<>())) {
			if (query.matches(this.rows.get(row))) {
				items.append((count++ > 0) ? "," : "").append(item(row));
			}
		}
		return "{\"items\":[" + items + "],\"pageDetails\":{\"count\":" + count
				+ ",\"requestCount\":500,\"prevPageUrl\":null,\"nextPageUrl\":null}}";
	}

	private String item(int row) {
		StringBuilder item = new StringBuilder("{\"id\":" + (row + 1));
		new TreeMap<>(this.rows.get(row))
			.forEach((field, value) -> item.append(",\"").append(field).append("\":").append(value));
		return item.append('}').toString();
	}

}
