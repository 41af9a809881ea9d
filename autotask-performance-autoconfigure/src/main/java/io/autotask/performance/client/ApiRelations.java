package io.autotask.performance.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.autotask.performance.client.relation.RelationLoader;
import io.autotask.performance.client.relation.RelationScope;
import io.autotask.performance.query.Filters;
import io.autotask.performance.query.Query;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Asks for the rows that rows refer to, by queries like any other, so that they are
 * shared and kept like any other.
 */
final class ApiRelations implements RelationLoader {

	private final ApiHttp http;

	private final BaseUrl baseUrl;

	ApiRelations(ApiHttp http, BaseUrl baseUrl) {
		this.http = http;
		this.baseUrl = baseUrl;
	}

	@Override
	public Mono<Map<Long, JsonNode>> rows(String entity, List<Long> ids) {
		byte[] body = QueryReading
			.body(new Query(List.of(Filters.in("id", ids)), List.of(), Query.DEFAULT_MAX_RECORDS));
		return this.baseUrl.locate()
			.flatMap((base) -> this.http.ask(HttpMethod.POST, base.resolve(EntityClient.word(entity) + "/query"), body))
			.map(ApiRelations::byId)
			.onErrorResume(DataBufferLimitException.class,
					(tooLarge) -> (ids.size() > 1) ? halves(entity, ids) : Mono.error(tooLarge));
	}

	@Override
	public Mono<JsonNode> fields(String entity) {
		return this.baseUrl.locate()
			.flatMap((base) -> this.http.ask(HttpMethod.GET,
					base.resolve(EntityClient.word(entity) + "/entityInformation/fields"), null));
	}

	@Override
	public <T> T convert(JsonNode row, Class<T> type, String entity, RelationScope scope) {
		return this.http.mapper().row(row, type, entity, scope);
	}

	private Mono<Map<Long, JsonNode>> halves(String entity, List<Long> ids) {
		int middle = ids.size() / 2;
		return Flux.concat(rows(entity, ids.subList(0, middle)), rows(entity, ids.subList(middle, ids.size())))
			.collect(LinkedHashMap::new, Map::putAll);
	}

	private static Map<Long, JsonNode> byId(JsonNode content) {
		Map<Long, JsonNode> rows = new LinkedHashMap<>();
		content.path("items").forEach((row) -> rows.put(ApiHttp.number(row, "id"), row));
		return rows;
	}

}
