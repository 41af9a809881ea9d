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
 * Who asks, as a keyed digest of every header and cookie of the request as it is sent. An
 * unknown header counts: only what certainly does not change an answer is left out.
 *
 * @param identity the digest, or null when the three credentials are not complete
 * @param integration a digest of the integration code, empty when there is none
 */
record CallerIdentity(@Nullable String identity, String integration) {

	private static final Set<String> WITHOUT_MEANING = Set.of("user-agent", "date", "content-length", "content-type",
			"traceparent", "tracestate", "baggage", "b3", "x-b3-traceid", "x-b3-spanid", "x-b3-parentspanid",
			"x-b3-sampled", "x-b3-flags", "x-request-id", "x-correlation-id", "x-amzn-trace-id",
			"x-cloud-trace-context", "uber-trace-id", "sentry-trace");

	private static final List<String> CREDENTIALS = List.of("UserName", "Secret", "ApiIntegrationCode");

	static CallerIdentity of(HttpHeaders headers, MultiValueMap<String, String> cookies, Digests digests) {
		String code = headers.getFirst("ApiIntegrationCode");
		String integration = (code != null && !code.isBlank()) ? digests.of("integration", code) : "";
		if (!CREDENTIALS.stream().allMatch((name) -> isThere(headers.getFirst(name)))) {
			return new CallerIdentity(null, integration);
		}
		List<String> parts = new ArrayList<>();
		Map<String, List<String>> sorted = new TreeMap<>();
		headers.forEach((name, values) -> sorted.put(name.toLowerCase(Locale.ROOT), values));
		sorted.keySet().removeAll(WITHOUT_MEANING);
		add(parts, sorted);
		add(parts, new TreeMap<>(cookies));
		return new CallerIdentity(digests.of(parts), integration);
	}

	private static void add(List<String> parts, Map<String, List<String>> sorted) {
		parts.add(String.valueOf(sorted.size()));
		sorted.forEach((name, values) -> {
			parts.add(name);
			parts.add(String.valueOf(values.size()));
			parts.addAll(values);
		});
	}

	private static boolean isThere(@Nullable String value) {
		return value != null && !value.isBlank();
	}

}
