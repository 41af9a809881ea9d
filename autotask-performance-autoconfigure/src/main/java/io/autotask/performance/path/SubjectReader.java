package io.autotask.performance.path;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.Operation;
import io.autotask.performance.path.RequestReader.Asked;
import io.autotask.performance.query.Query;
import io.autotask.performance.query.QueryParser;
import io.autotask.performance.query.UnreadableQueryException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * Reads what a request is about, so that two requests with the same answer are known to
 * be the same. Thread-safe.
 */
final class SubjectReader {

	private static final MediaType TEXT_JSON = new MediaType("text", "json");

	private final QueryParser queries = new QueryParser();

	private final Digests digests;

	SubjectReader(Digests digests) {
		this.digests = digests;
	}

	/**
	 * Reads a request whose path is that of a read.
	 * @return what it is about, or null when that is not understood completely: then it
	 * is sent as it is and its answer not kept
	 */
	@Nullable Subject read(Asked asked, HttpHeaders headers, RequestBody requestBody) {
		if (requestBody instanceof RequestBody.Streamed) {
			return null;
		}
		byte[] body = (requestBody instanceof RequestBody.Whole whole) ? whole.bytes() : null;
		boolean post = asked.request().method() == HttpMethod.POST;
		if ((post && !isJson(headers)) || (!post && body != null && body.length > 0)) {
			return null;
		}
		URI url = asked.request().url();
		Operation operation = asked.path().operation();
		return (operation == Operation.QUERY || operation == Operation.COUNT) ? filter(url, post ? body : null, post)
				: plain(asked.path().subject(), url);
	}

	/**
	 * Whether the body means what we read in it: another type is refused by the API, and
	 * in another charset the same bytes are another filter.
	 */
	private static boolean isJson(HttpHeaders headers) {
		List<String> types = headers.getOrEmpty(HttpHeaders.CONTENT_TYPE);
		if (types.size() != 1) {
			return false;
		}
		try {
			MediaType type = MediaType.parseMediaType(types.get(0));
			return (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON) || type.equalsTypeAndSubtype(TEXT_JSON))
					&& (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()));
		}
		catch (IllegalArgumentException ex) {
			// Whatever it is, it is not what we know.
			return false;
		}
	}

	private Subject plain(String subject, URI url) {
		String query = url.getRawQuery();
		return new Subject(
				(query == null || query.isEmpty()) ? subject : subject + "?" + this.digests.of("parameters", query),
				null);
	}

	/**
	 * The fields stand for themselves, so that the same query of all fields is found.
	 */
	private String subject(Query query, String others) {
		String rows = this.digests.of("filter", query.ofAllFields().canonical(), others);
		return query.includeFields().isEmpty() ? rows : rows + CallKey.FIELDS
				+ this.digests.of("fields", new Query(null, query.includeFields(), query.maxRecords()).canonical());
	}

	private @Nullable Subject filter(URI url, byte @Nullable [] body, boolean post) {
		List<String> others = new ArrayList<>();
		String search = null;
		String parameters = (url.getRawQuery() != null) ? url.getRawQuery() : "";
		for (String parameter : parameters.split("&")) {
			if (!post && parameter.regionMatches(true, 0, "search=", 0, 7)) {
				if (search != null) {
					return null;
				}
				search = parameter.substring(7);
			}
			else if (!parameter.isEmpty()) {
				others.add(parameter);
			}
		}
		try {
			Query query = null;
			if (post && body != null) {
				query = this.queries.parse(body);
			}
			else if (search != null) {
				query = this.queries.parse(URLDecoder.decode(search, StandardCharsets.UTF_8));
			}
			// Nobody knows what another parameter does to the query.
			return (query == null) ? null
					: new Subject(subject(query, String.join("&", others)), others.isEmpty() ? query : null);
		}
		catch (UnreadableQueryException | IllegalArgumentException ex) {
			// Not understood.
			return null;
		}
	}

}
