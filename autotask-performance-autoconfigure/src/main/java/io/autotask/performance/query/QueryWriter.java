package io.autotask.performance.query;

import java.util.List;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a query as the API reads it. Thread-safe.
 */
public final class QueryWriter {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private final JsonMapper mapper = new JsonMapper();

	/**
	 * Writes a query.
	 * @param query the query
	 * @return the body of a {@code POST …/query}
	 */
	public byte[] write(Query query) {
		ObjectNode node = JSON.objectNode();
		node.put("maxRecords", query.maxRecords());
		if (!query.includeFields().isEmpty()) {
			ArrayNode fields = node.putArray("includeFields");
			query.includeFields().forEach(fields::add);
		}
		List<Condition> filter = query.filter();
		if (filter != null) {
			node.set("filter", conditions(filter));
		}
		return this.mapper.writeValueAsBytes(node);
	}

	private static ArrayNode conditions(List<Condition> conditions) {
		ArrayNode array = JSON.arrayNode();
		conditions.forEach((condition) -> array.add(condition(condition)));
		return array;
	}

	private static ObjectNode condition(Condition condition) {
		ObjectNode node = JSON.objectNode();
		if (condition instanceof Condition.Group group) {
			node.put("op", group.operator());
			node.set("items", conditions(group.items()));
			return node;
		}
		Condition.Comparison comparison = (Condition.Comparison) condition;
		node.put("op", comparison.operator());
		node.put("field", comparison.field());
		if (comparison.value() != null) {
			node.set("value", comparison.value());
		}
		if (comparison.userDefined()) {
			node.put("udf", true);
		}
		return node;
	}

}
