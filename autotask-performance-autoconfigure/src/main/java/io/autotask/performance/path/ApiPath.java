package io.autotask.performance.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.Entities;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.RowRef;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * What method and path of a request say. Reads are a positive list: whatever is not
 * surely one is a write.
 *
 * @param entity the entity as the API spells it; of a child path the child's
 * @param operation what is done
 * @param write whether it may change data
 * @param id the row's id, or null
 * @param parent the row in whose child path the request is, or null
 * @param recallable whether an answer may be kept at all
 * @param subject what the path says beside the entity, in one spelling
 */
record ApiPath(String entity, Operation operation, boolean write, @Nullable Long id, @Nullable RowRef parent,
		boolean recallable, String subject) {

	private static final Pattern VERSION = Pattern.compile("v\\d+(\\.\\d+)?", Pattern.CASE_INSENSITIVE);

	private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

	private static final Pattern ID = Pattern.compile("-?\\d{1,19}");

	/** Paths that are whole entities of information, and their operation. */
	private static final Set<String> METADATA = Set.of("entityinformation", "version", "versioninformation", "modules");

	/** Children that are an action, whatever the method: a GET of them changes data. */
	private static final Set<String> ACTIONS = Set.of("approve", "reject");

	private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS,
			HttpMethod.TRACE);

	/**
	 * Reads a request line.
	 * @param method the method
	 * @param path the path below the API's base path, as sent
	 */
	static ApiPath parse(HttpMethod method, String path) {
		List<String> segments = segments(path);
		if (segments.size() < 2 || !VERSION.matcher(segments.get(0)).matches()
				|| !WORD.matcher(segments.get(1)).matches()) {
			return other(method, "unknown", null);
		}
		String root = segments.get(1);
		List<String> rest = segments.subList(2, segments.size());
		return (rest.size() >= 2 && ID.matcher(rest.get(0)).matches()) ? child(method, root, rest)
				: root(method, root, rest);
	}

	/**
	 * The call as far as method and path say it.
	 */
	ApiCall unreadCall(Origin origin) {
		return new ApiCall(origin, this.entity, this.operation, this.write, this.id, this.parent, "", null, null, null,
				CallOptions.defaults());
	}

	private static ApiPath root(HttpMethod method, String root, List<String> rest) {
		String entity = Entities.known().spelled(root);
		if (rest.isEmpty()) {
			if (METADATA.contains(root.toLowerCase(Locale.ROOT)) && method == HttpMethod.GET) {
				return metadata(entity, root);
			}
			return collection(method, entity, null);
		}
		String first = rest.get(0).toLowerCase(Locale.ROOT);
		if (first.equals("query")) {
			return query(method, entity, rest);
		}
		if (first.equals("entityinformation")) {
			return information(method, entity, null, rest);
		}
		if (rest.size() == 1 && ID.matcher(first).matches()) {
			return row(method, entity, null, first);
		}
		return other(method, entity, null);
	}

	private static ApiPath child(HttpMethod method, String root, List<String> rest) {
		Long parentId = id(rest.get(0));
		String word = rest.get(1);
		if (parentId == null || !WORD.matcher(word).matches()) {
			return other(method, Entities.known().spelled(root), null);
		}
		RowRef parent = new RowRef(Entities.known().parentSpelled(root), parentId);
		String entity = Entities.known().childOf(root, word);
		if (rest.size() > 2 && rest.get(2).equalsIgnoreCase("entityInformation")) {
			return information(method, entity, parent, rest.subList(2, rest.size()));
		}
		if (ACTIONS.contains(word.toLowerCase(Locale.ROOT))) {
			return new ApiPath(entity, Operation.OTHER, true, null, parent, false, "");
		}
		if (rest.size() == 2) {
			return (method == HttpMethod.GET) ? read(entity, Operation.LIST, null, parent, prefix(parent))
					: collection(method, entity, parent);
		}
		if (rest.size() == 3 && ID.matcher(rest.get(2)).matches()) {
			return row(method, entity, parent, rest.get(2));
		}
		return other(method, entity, parent);
	}

	private static ApiPath collection(HttpMethod method, String entity, @Nullable RowRef parent) {
		if (method == HttpMethod.POST) {
			return write(entity, Operation.CREATE, null, parent);
		}
		if (method == HttpMethod.PATCH) {
			return write(entity, Operation.UPDATE, null, parent);
		}
		if (method == HttpMethod.PUT) {
			return write(entity, Operation.REPLACE, null, parent);
		}
		if (method == HttpMethod.DELETE) {
			return write(entity, Operation.DELETE, null, parent);
		}
		return other(method, entity, parent);
	}

	private static ApiPath row(HttpMethod method, String entity, @Nullable RowRef parent, String segment) {
		Long id = id(segment);
		if (id == null) {
			return other(method, entity, parent);
		}
		if (method == HttpMethod.GET) {
			return read(entity, Operation.GET, id, parent, ((parent != null) ? prefix(parent) + "/" : "") + id);
		}
		ApiPath collection = collection(method, entity, parent);
		return new ApiPath(entity, collection.operation, collection.write, id, parent, false, "");
	}

	private static ApiPath query(HttpMethod method, String entity, List<String> rest) {
		boolean get = method == HttpMethod.GET;
		if (!get && method != HttpMethod.POST) {
			return other(method, entity, null);
		}
		if (rest.size() == 1) {
			return read(entity, Operation.QUERY, null, null, "");
		}
		String second = rest.get(1).toLowerCase(Locale.ROOT);
		if (rest.size() == 2 && second.equals("count")) {
			return read(entity, Operation.COUNT, null, null, "");
		}
		if (rest.size() == 2 && (second.equals("next") || second.equals("previous"))) {
			return new ApiPath(entity, Operation.QUERY, false, null, null, false, "");
		}
		return other(method, entity, null);
	}

	private static ApiPath information(HttpMethod method, String entity, @Nullable RowRef parent, List<String> rest) {
		if (method != HttpMethod.GET || rest.size() > 2) {
			return other(method, entity, parent);
		}
		String of = (parent != null) ? prefix(parent) : "";
		return metadata(entity, of + "/" + String.join("/", rest).toLowerCase(Locale.ROOT));
	}

	private static ApiPath metadata(String entity, String subject) {
		return read(entity, Operation.METADATA, null, null, subject.toLowerCase(Locale.ROOT));
	}

	private static ApiPath read(String entity, Operation operation, @Nullable Long id, @Nullable RowRef parent,
			String subject) {
		return new ApiPath(entity, operation, false, id, parent, true, subject);
	}

	private static ApiPath write(String entity, Operation operation, @Nullable Long id, @Nullable RowRef parent) {
		return new ApiPath(entity, operation, true, id, parent, false, "");
	}

	private static ApiPath other(HttpMethod method, String entity, @Nullable RowRef parent) {
		return new ApiPath(entity, Operation.OTHER, !SAFE.contains(method), null, parent, false, "");
	}

	private static List<String> segments(String path) {
		// A trailing slash is tolerated by the API; anything else that is odd is not
		// understood.
		int end = path.endsWith("/") ? path.length() - 1 : path.length();
		List<String> segments = new ArrayList<>();
		int begin = Math.min(1, end);
		for (int slash = path.indexOf('/', begin); slash >= 0 && slash < end; slash = path.indexOf('/', begin)) {
			segments.add(path.substring(begin, slash));
			begin = slash + 1;
		}
		segments.add(path.substring(begin, end));
		return segments;
	}

	private static String prefix(RowRef parent) {
		return parent.entity().toLowerCase(Locale.ROOT) + "/" + parent.id();
	}

	private static @Nullable Long id(String segment) {
		try {
			return Long.valueOf(segment);
		}
		catch (NumberFormatException ex) {
			// Nineteen digits may be too many: then it is no id of anything.
			return null;
		}
	}

}
