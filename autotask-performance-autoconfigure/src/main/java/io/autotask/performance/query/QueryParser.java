package io.autotask.performance.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a query from JSON, as leniently as the API does: names in any case, single
 * quotes. Refuses whatever it does not understand completely, so that no two queries are
 * taken for the same that are not. Thread-safe.
 */
public final class QueryParser {

	private static final Set<String> QUERY_NAMES = Set.of("maxrecords", "includefields", "filter");

	private static final Set<String> CONDITION_NAMES = Set.of("op", "field", "value", "udf", "items");

	private final JsonMapper mapper = JsonMapper.builder()
		.enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
		.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	/**
	 * Reads a query.
	 * @param json the body of a {@code POST …/query}, in UTF-8
	 * @return the query
	 * @throws UnreadableQueryException when it is not JSON, or holds anything that is not
	 * part of the language
	 */
	public Query parse(byte[] json) {
		try {
			return query(this.mapper.readTree(json));
		}
		catch (JacksonException ex) {
			throw new UnreadableQueryException("The query is not JSON", ex);
		}
	}

	/**
	 * Reads a query.
	 * @param json the decoded {@code search} parameter of a {@code GET …/query}
	 * @return the query
	 * @throws UnreadableQueryException as {@link #parse(byte[])}
	 */
	public Query parse(String json) {
		try {
			return query(this.mapper.readTree(json));
		}
		catch (JacksonException ex) {
			throw new UnreadableQueryException("The query is not JSON", ex);
		}
	}

	private Query query(JsonNode node) {
		Map<String, JsonNode> members = members(node, QUERY_NAMES);
		return new Query(filter(members.get("filter")), includeFields(members.get("includefields")),
				maxRecords(members.get("maxrecords")));
	}

	private @Nullable List<Condition> filter(@Nullable JsonNode node) {
		return (node == null || node.isNull()) ? null : conditions(node);
	}

	private List<String> includeFields(@Nullable JsonNode node) {
		if (node == null || node.isNull()) {
			return List.of();
		}
		List<String> fields = new ArrayList<>();
		for (JsonNode element : array(node, "includeFields")) {
			fields.add(text(element, "includeFields"));
		}
		return fields;
	}

	private int maxRecords(@Nullable JsonNode node) {
		if (node == null || node.isNull()) {
			return Query.DEFAULT_MAX_RECORDS;
		}
		if (!node.isInt()) {
			throw new UnreadableQueryException("'maxRecords' is not a whole number");
		}
		return node.intValue();
	}

	private List<Condition> conditions(JsonNode node) {
		List<Condition> conditions = new ArrayList<>();
		for (JsonNode element : array(node, "filter")) {
			conditions.add(condition(element));
		}
		return conditions;
	}

	private Condition condition(JsonNode node) {
		Map<String, JsonNode> members = members(node, CONDITION_NAMES);
		JsonNode op = members.get("op");
		if (op == null) {
			throw new UnreadableQueryException("A condition has no 'op'");
		}
		String operator = text(op, "op").toLowerCase(Locale.ROOT);
		JsonNode items = members.get("items");
		boolean group = operator.equals("and") || operator.equals("or");
		if (group) {
			if (items == null || members.containsKey("field") || members.containsKey("value")) {
				throw new UnreadableQueryException("A group has 'items' and nothing else");
			}
			return new Condition.Group(operator, conditions(items));
		}
		// The published example sends empty items with every comparison.
		if (items != null && !items.isNull() && !(items.isArray() && items.isEmpty())) {
			throw new UnreadableQueryException("A comparison has 'items'");
		}
		JsonNode field = members.get("field");
		if (field == null) {
			throw new UnreadableQueryException("A comparison has no 'field'");
		}
		return new Condition.Comparison(operator, text(field, "field"), userDefined(members.get("udf")),
				members.get("value"));
	}

	private boolean userDefined(@Nullable JsonNode node) {
		if (node == null || node.isNull()) {
			return false;
		}
		if (!node.isBoolean()) {
			throw new UnreadableQueryException("'udf' is not true or false");
		}
		return node.booleanValue();
	}

	private static Map<String, JsonNode> members(JsonNode node, Set<String> allowed) {
		if (!node.isObject()) {
			throw new UnreadableQueryException("A JSON object is missing");
		}
		Map<String, JsonNode> members = new HashMap<>();
		node.properties().forEach((entry) -> {
			String name = entry.getKey().toLowerCase(Locale.ROOT);
			if (!allowed.contains(name)) {
				throw new UnreadableQueryException("A name is not part of the query language");
			}
			if (members.put(name, entry.getValue()) != null) {
				throw new UnreadableQueryException("'" + name + "' is there twice");
			}
		});
		return members;
	}

	private static JsonNode array(JsonNode node, String name) {
		if (!node.isArray()) {
			throw new UnreadableQueryException("'" + name + "' is not an array");
		}
		return node;
	}

	private static String text(JsonNode node, String name) {
		if (!node.isString()) {
			throw new UnreadableQueryException("'" + name + "' is not a string");
		}
		return node.stringValue();
	}

}
