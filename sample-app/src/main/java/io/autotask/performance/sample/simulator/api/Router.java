package io.autotask.performance.sample.simulator.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.autotask.performance.sample.simulator.schema.Catalog;
import io.autotask.performance.sample.simulator.schema.ChildCollection;
import io.autotask.performance.sample.simulator.schema.EntitySchema;
import io.autotask.performance.sample.simulator.schema.Verbs;
import io.autotask.performance.sample.simulator.schema.Verbs.Verb;
import io.autotask.performance.sample.simulator.write.ParentRow;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a verb and a path mean. Paths are read in any case, with or without a
 * slash at their end.
 */
public final class Router {

	private static final String ROOT = "atservicesrest";

	private static final String VERSION = "v1.0";

	private static final Map<String, String> SERVICES = Map.of("thresholdinformation", "ThresholdInformation",
			"version", "Version", "modules", "Modules", "entityinformation", "EntityInformation", "authenticate",
			"Authenticate");

	private final Catalog catalog;

	public Router(Catalog catalog) {
		this.catalog = catalog;
	}

	/** Whether the path is one of the API at all. */
	public static boolean isApi(String path) {
		List<String> segments = segments(path);
		return !segments.isEmpty() && segments.get(0).equalsIgnoreCase(ROOT);
	}

	public ApiCall route(String method, String path) {
		List<String> segments = segments(path);
		List<String> below = segments.subList(Math.min(1, segments.size()), segments.size());
		if (!below.isEmpty() && below.get(0).equalsIgnoreCase(VERSION)) {
			below = below.subList(1, below.size());
		}
		else if (below.size() != 1 || !below.get(0).equalsIgnoreCase("versioninformation")) {
			return ApiCall.NOT_FOUND;
		}
		return below.isEmpty() ? ApiCall.NOT_FOUND : choices(below).choose(method);
	}

	private Choices choices(List<String> path) {
		String first = path.get(0).toLowerCase(Locale.ROOT);
		if (path.size() == 1 && SERVICES.containsKey(first)) {
			return get(ApiCall.of(Operation.SERVICE, SERVICES.getOrDefault(first, first)));
		}
		if (path.size() == 1 && first.equals("zoneinformation")) {
			return get(ApiCall.of(Operation.ZONE_INFORMATION, "ZoneInformation"));
		}
		if (path.size() == 1 && first.equals("versioninformation")) {
			return get(ApiCall.of(Operation.VERSION_INFORMATION, "VersionInformation"));
		}
		Long parentId = (path.size() >= 3) ? id(path.get(1)) : null;
		if (parentId != null) {
			ChildCollection child = this.catalog.child(first, path.get(2));
			return (child != null) ? child(new ParentRow(child, parentId), path.subList(3, path.size()))
					: new Choices();
		}
		EntitySchema entity = this.catalog.root(first);
		return (entity != null) ? root(entity, path.subList(1, path.size())) : new Choices();
	}

	private Choices root(EntitySchema entity, List<String> rest) {
		Verbs verbs = this.catalog.verbs(entity);
		if (rest.isEmpty()) {
			return writes(new Choices(), verbs, entity, null);
		}
		Long id = (rest.size() == 1) ? id(rest.get(0)) : null;
		if (id != null) {
			return new Choices().take("GET", verbs.has(Verb.QUERY), ApiCall.of(Operation.READ, entity).withId(id))
				.take("DELETE", verbs.has(Verb.DELETE), ApiCall.of(Operation.DELETE, entity).withId(id));
		}
		Operation operation = switch (String.join("/", rest).toLowerCase(Locale.ROOT)) {
			case "query" -> Operation.QUERY;
			case "query/count" -> Operation.COUNT;
			case "query/next" -> Operation.QUERY_NEXT;
			case "query/previous" -> Operation.QUERY_PREVIOUS;
			default -> null;
		};
		if (operation == null) {
			return metadata(entity, rest);
		}
		boolean queryable = verbs.has(Verb.QUERY);
		return new Choices().take("GET", queryable, ApiCall.of(operation, entity))
			.take("POST", queryable, ApiCall.of(operation, entity));
	}

	private static Choices child(ParentRow parent, List<String> rest) {
		EntitySchema entity = parent.collection().entity();
		Verbs verbs = parent.collection().verbs();
		if (rest.isEmpty()) {
			Choices choices = new Choices().take("GET", verbs.has(Verb.LIST),
					ApiCall.of(Operation.CHILD_LIST, entity).below(parent));
			return writes(choices, verbs, entity, parent);
		}
		Long id = (rest.size() == 1) ? id(rest.get(0)) : null;
		if (id == null) {
			return metadata(entity, rest);
		}
		return new Choices()
			.take("GET", verbs.has(Verb.ONE), ApiCall.of(Operation.CHILD_READ, entity).withId(id).below(parent))
			.take("DELETE", verbs.has(Verb.DELETE), ApiCall.of(Operation.DELETE, entity).withId(id).below(parent));
	}

	private static Choices writes(Choices choices, Verbs verbs, EntitySchema entity, @Nullable ParentRow parent) {
		return choices.take("POST", verbs.has(Verb.POST), call(Operation.CREATE, entity, parent))
			.take("PUT", verbs.has(Verb.PUT), call(Operation.PUT, entity, parent))
			.take("PATCH", verbs.has(Verb.PATCH), call(Operation.PATCH, entity, parent));
	}

	private static ApiCall call(Operation operation, EntitySchema entity, @Nullable ParentRow parent) {
		ApiCall call = ApiCall.of(operation, entity);
		return (parent != null) ? call.below(parent) : call;
	}

	private static Choices metadata(EntitySchema entity, List<String> rest) {
		return switch (String.join("/", rest).toLowerCase(Locale.ROOT)) {
			case "entityinformation" -> get(ApiCall.of(Operation.ENTITY_INFORMATION, entity));
			case "entityinformation/fields" -> get(ApiCall.of(Operation.FIELD_INFORMATION, entity));
			case "entityinformation/userdefinedfields" ->
				get(ApiCall.of(Operation.USER_DEFINED_FIELD_INFORMATION, entity));
			default -> new Choices();
		};
	}

	private static Choices get(ApiCall call) {
		return new Choices().take("GET", true, call);
	}

	private static @Nullable Long id(String segment) {
		try {
			return Long.valueOf(segment);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static List<String> segments(String path) {
		return Arrays.stream(path.split("/")).filter((segment) -> !segment.isEmpty()).map(UrlText::decodePath).toList();
	}

}
