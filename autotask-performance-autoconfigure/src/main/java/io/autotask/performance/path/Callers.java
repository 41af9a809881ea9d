package io.autotask.performance.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

/**
 * Tells who asks, by a keyed digest of every header and cookie of the request as it is
 * sent. An unknown header counts: only what certainly does not change an answer is left
 * out. Remembers nobody, because that would keep secrets in memory. Thread-safe.
 */
final class Callers {

	private static final Set<String> WITHOUT_MEANING = Set.of("user-agent", "date", "content-length", "content-type",
			"traceparent", "tracestate", "baggage", "b3", "x-b3-traceid", "x-b3-spanid", "x-b3-parentspanid",
			"x-b3-sampled", "x-b3-flags", "x-request-id", "x-correlation-id", "x-amzn-trace-id",
			"x-cloud-trace-context", "uber-trace-id", "sentry-trace");

	/** A server may honour one of these instead of the method. */
	private static final List<String> METHOD_OVERRIDES = List.of("x-http-method-override", "x-http-method",
			"x-method-override");

	private static final String INTEGRATION_CODE = "apiintegrationcode";

	private static final List<String> CREDENTIALS = List.of("username", "secret", INTEGRATION_CODE);

	private final Digests digests;

	Callers(Digests digests) {
		this.digests = digests;
	}

	CallerIdentity of(HttpHeaders headers, MultiValueMap<String, String> cookies) {
		Map<String, List<String>> said = new TreeMap<>();
		headers.forEach((name, values) -> {
			String lower = name.toLowerCase(Locale.ROOT);
			if (!WITHOUT_MEANING.contains(lower)) {
				said.put(lower, values);
			}
		});
		String code = first(said, INTEGRATION_CODE);
		String integration = isThere(code) ? this.digests.of(List.of("integration", code)) : "";
		boolean overridden = METHOD_OVERRIDES.stream().anyMatch(said::containsKey);
		if (!CREDENTIALS.stream().allMatch((name) -> isThere(first(said, name)))) {
			return new CallerIdentity(null, integration, overridden);
		}
		List<String> parts = new ArrayList<>(4 * said.size());
		add(parts, said);
		add(parts, cookies.isEmpty() ? Map.of() : new TreeMap<>(cookies));
		return new CallerIdentity(this.digests.of(parts), integration, overridden);
	}

	private static void add(List<String> parts, Map<String, List<String>> said) {
		parts.add(Integer.toString(said.size()));
		said.forEach((name, values) -> {
			parts.add(name);
			parts.add(Integer.toString(values.size()));
			parts.addAll(values);
		});
	}

	private static String first(Map<String, List<String>> said, String name) {
		List<String> values = said.get(name);
		String value = (values != null && !values.isEmpty()) ? values.get(0) : null;
		return (value != null) ? value : "";
	}

	private static boolean isThere(String value) {
		return !value.isBlank();
	}

}
