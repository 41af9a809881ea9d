package io.autotask.performance.client.relation;

import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Asks for rows by their ids, and for what the numbers in them mean.
 */
public interface RelationLoader {

	/**
	 * Rows by their ids.
	 * @param entity the entity
	 * @param ids 1 to 500 ids, ascending
	 * @return the rows that there are
	 */
	Mono<Map<Long, JsonNode>> rows(String entity, List<Long> ids);

	/**
	 * What is known of the fields of an entity.
	 * @param entity the entity
	 * @return the answer of the API
	 */
	Mono<JsonNode> fields(String entity);

	/**
	 * Reads a row.
	 * @param row the row as a tree
	 * @param type what it is read into
	 * @param entity the entity
	 * @param scope of which it is part
	 * @param <T> what it is read into
	 * @return the row
	 * @throws IllegalArgumentException when it does not fit
	 */
	<T> T convert(JsonNode row, Class<T> type, String entity, RelationScope scope);

}
