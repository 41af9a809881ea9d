package io.autotask.performance.cache;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import io.autotask.performance.cache.Tag.Kind;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.RowRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * News as JSON, with the name of who tells them.
 */
final class NewsFormat {

	private static final JsonMapper MAPPER = new JsonMapper();

	private NewsFormat() {
	}

	static byte[] write(String teller, News news) {
		ObjectNode json = MAPPER.createObjectNode().put("from", teller);
		if (news instanceof News.Written written) {
			json.put("news", "written").put("outcome", written.outcome().name());
			ArrayNode tags = json.putArray("tags");
			written.reach().tags().forEach((tag) -> write(tags.addObject(), tag));
			ArrayNode effects = json.putArray("effects");
			written.reach().effects().forEach((effect) -> write(effects.addObject(), effect));
		}
		else if (news instanceof News.Invalidated invalidated) {
			ArrayNode patterns = json.put("news", "invalidated").putArray("patterns");
			invalidated.patterns().forEach((pattern) -> patterns.add(pattern.toString()));
		}
		else if (news instanceof News.RowInvalidated row) {
			json.put("news", "row").put("entity", row.entity()).put("id", row.id());
		}
		else if (news instanceof News.Forgotten forgotten) {
			write(json.put("news", "forgotten").put("identity", forgotten.identity()), forgotten.origin());
		}
		else {
			json.put("news", "anything");
		}
		return MAPPER.writeValueAsBytes(json);
	}

	/**
	 * Reads news.
	 * @return the news, or null when this is none, or says something new to us
	 */
	static @Nullable Told read(byte[] bytes) {
		try {
			JsonNode json = MAPPER.readTree(bytes);
			News news = switch (json.path("news").asString("")) {
				case "written" ->
					new News.Written(reach(json), WriteOutcome.valueOf(json.required("outcome").asString()));
				case "invalidated" -> new News.Invalidated(json.required("patterns")
					.valueStream()
					.map(JsonNode::asString)
					.map(NamePattern::parse)
					.toList());
				case "row" -> new News.RowInvalidated(json.required("entity").asString(), json.required("id").asLong());
				case "forgotten" -> new News.Forgotten(Objects.requireNonNull(origin(json), "No origin"),
						json.required("identity").asString());
				case "anything" -> new News.Anything();
				default -> null;
			};
			return (news != null) ? new Told(json.required("from").asString(), news) : null;
		}
		catch (JacksonException | IllegalArgumentException | NullPointerException ex) {
			// That is the answer: we cannot tell what it says.
			return null;
		}
	}

	private static WriteReach reach(JsonNode json) {
		Set<Tag> tags = new LinkedHashSet<>();
		json.required("tags")
			.forEach((tag) -> tags.add(new Tag(origin(tag), Kind.valueOf(tag.required("kind").asString()),
					tag.required("of").asString())));
		List<Effect> effects = new ArrayList<>();
		json.required("effects").forEach((effect) -> effects.add(effect(effect)));
		return new WriteReach(tags, effects);
	}

	private static Effect effect(JsonNode json) {
		Map<String, JsonNode> fields = json.has("fields") ? new TreeMap<>() : null;
		if (fields != null) {
			json.path("fields").properties().forEach((field) -> fields.put(field.getKey(), field.getValue()));
		}
		JsonNode parent = json.path("parent");
		return new Effect(Objects.requireNonNull(origin(json), "No origin"), json.required("entity").asString(),
				Operation.valueOf(json.required("operation").asString()),
				json.has("id") ? json.path("id").asLong() : null, parent.isObject()
						? new RowRef(parent.required("entity").asString(), parent.required("id").asLong()) : null,
				fields);
	}

	private static void write(ObjectNode json, Tag tag) {
		json.put("kind", tag.kind().name()).put("of", tag.subject());
		if (tag.origin() != null) {
			write(json, tag.origin());
		}
	}

	private static void write(ObjectNode json, Effect effect) {
		write(json, effect.origin());
		json.put("entity", effect.entity()).put("operation", effect.operation().name());
		if (effect.id() != null) {
			json.put("id", effect.id());
		}
		if (effect.parent() != null) {
			json.putObject("parent").put("entity", effect.parent().entity()).put("id", effect.parent().id());
		}
		if (effect.fields() != null) {
			json.putObject("fields").setAll(effect.fields());
		}
	}

	private static void write(ObjectNode json, Origin origin) {
		json.put("scheme", origin.scheme()).put("host", origin.host()).put("port", origin.port());
	}

	private static @Nullable Origin origin(JsonNode json) {
		return json.has("host") ? new Origin(json.required("scheme").asString(), json.required("host").asString(),
				json.required("port").asInt()) : null;
	}

	/**
	 * Who tells what.
	 *
	 * @param teller the name of an instance
	 * @param news what it tells
	 */
	record Told(String teller, News news) {

	}

}
