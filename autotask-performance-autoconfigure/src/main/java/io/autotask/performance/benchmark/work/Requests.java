package io.autotask.performance.benchmark.work;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.autotask.performance.query.Filters;
import io.autotask.performance.query.Query;
import io.autotask.performance.query.QueryWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes requests of steps. Pure. */
final class Requests {

	private static final QueryWriter QUERIES = new QueryWriter();

	private static final JsonMapper JSON = new JsonMapper();

	/** As many as there are, so that an answer is whole. */
	private static final int MOST_ROWS = 500;

	private Requests() {
	}

	static ApiRequest row(String entity, long id) {
		return ApiRequest.get(entity + "/" + id);
	}

	/** One page of the rows from an id on. */
	static ApiRequest page(String entity, long fromId, int rows, List<String> fields) {
		return query(entity, new Query(List.of(Filters.gte("id", fromId)), fields, rows));
	}

	/**
	 * A step in words of the API. Searches and counts name no lowest id, which would make
	 * them look like the next page of a scan, and such are kept by no cache.
	 */
	static ApiRequest of(Step step, EntityRows rows) {
		String entity = step.entity();
		List<String> fields = step.wholeRows() ? List.of() : List.of("id");
		return switch (step.operation()) {
			case LIST -> page(entity, (step.key() == 0) ? 0 : rows.id(step.key() * step.size()), step.size(), fields);
			case SEARCH -> {
				int from = rows.place(step.key() * step.size());
				int to = Math.min(from + step.size(), rows.ids().length);
				List<Long> ids = Arrays.stream(rows.ids(), from, to).boxed().toList();
				yield query(entity, new Query(List.of(Filters.in("id", ids)), fields, MOST_ROWS));
			}
			case COUNT -> ApiRequest.ask(entity + "/query/count",
					QUERIES.write(new Query(List.of(Filters.lte("id", rows.id(step.key()))), List.of(), MOST_ROWS)));
			default -> row(entity, rows.id(step.key()));
		};
	}

	static ApiRequest update(WritableEntity entity, String name, long id, @Nullable Long parent, String text) {
		String fitting = text.substring(0, Math.min(text.length(), entity.textLength()));
		return ApiRequest.write(HttpMethod.PATCH, collection(entity, name, parent),
				JSON.writeValueAsBytes(Map.of("id", id, entity.text(), fitting)));
	}

	static ApiRequest create(WritableEntity entity, String name, @Nullable Long parent, JsonNode sample, String mark) {
		Map<String, Object> row = new LinkedHashMap<>();
		entity.titles().forEach((field) -> row.put(field, "Benchmark " + mark.substring(mark.length() - 8)));
		for (String field : entity.copied()) {
			JsonNode value = sample.path(field);
			if (!value.isNull() && !value.isMissingNode()) {
				row.put(field, value);
			}
		}
		return ApiRequest.write(HttpMethod.POST, collection(entity, name, parent), JSON.writeValueAsBytes(row));
	}

	static ApiRequest delete(WritableEntity entity, String name, OwnWrites.Created row) {
		return ApiRequest.write(HttpMethod.DELETE, collection(entity, name, row.parent()) + "/" + row.id(), null);
	}

	/** The id of a new row. */
	static long itemId(byte[] body) {
		return JSON.readTree(body).path("itemId").asLong(0);
	}

	static JsonNode tree(byte[] body) {
		return JSON.readTree(body);
	}

	private static String collection(WritableEntity entity, String name, @Nullable Long parent) {
		return (entity.parent() != null) ? entity.parent() + "/" + Objects.requireNonNull(parent) + "/" + entity.child()
				: name;
	}

	private static ApiRequest query(String entity, Query query) {
		return ApiRequest.ask(entity + "/query", QUERIES.write(query));
	}

}
