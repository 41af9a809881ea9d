package io.autotask.performance.path;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

/**
 * Tells who asks, by a keyed digest of every header and cookie of the request as it is
 * sent. An unknown header counts: only what certainly does not change an answer is left
 * out. The last callers are remembered for a few minutes, because the digest is a large
 * part of what an answer from memory costs. Thread-safe.
 */
final class Callers {

	private static final int MAX_REMEMBERED = 256;

	private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

	private static final Comparator<String> ANY_CASE = String.CASE_INSENSITIVE_ORDER;

	private static final Set<String> WITHOUT_MEANING = anyCase("user-agent", "date", "content-length", "content-type",
			"traceparent", "tracestate", "baggage", "b3", "x-b3-traceid", "x-b3-spanid", "x-b3-parentspanid",
			"x-b3-sampled", "x-b3-flags", "x-request-id", "x-correlation-id", "x-amzn-trace-id",
			"x-cloud-trace-context", "uber-trace-id", "sentry-trace");

	/** A server may honour one of these instead of the method. */
	private static final Set<String> METHOD_OVERRIDES = anyCase("X-HTTP-Method-Override", "X-HTTP-Method",
			"X-Method-Override");

	private static final String INTEGRATION_CODE = "ApiIntegrationCode";

	private static final List<String> CREDENTIALS = List.of("UserName", "Secret", INTEGRATION_CODE);

	private final Digests digests;

	private final Cache<List<String>, CallerIdentity> remembered = Caffeine.newBuilder()
		.maximumSize(MAX_REMEMBERED)
		.expireAfterAccess(REMEMBERED_FOR)
		.build();

	Callers(Digests digests) {
		this.digests = digests;
	}

	CallerIdentity of(HttpHeaders headers, MultiValueMap<String, String> cookies) {
		List<String> said = new ArrayList<>();
		headers.forEach((name, values) -> {
			if (!WITHOUT_MEANING.contains(name)) {
				say(said, name, values);
			}
		});
		said.add("");
		cookies.forEach((name, values) -> say(said, name, values));
		CallerIdentity known = this.remembered.getIfPresent(said);
		if (known == null) {
			known = identify(headers, cookies);
			this.remembered.put(said, known);
		}
		return known;
	}

	private CallerIdentity identify(HttpHeaders headers, MultiValueMap<String, String> cookies) {
		String code = headers.getFirst(INTEGRATION_CODE);
		String integration = (code != null && isThere(code)) ? this.digests.of("integration", code) : "";
		boolean overridden = METHOD_OVERRIDES.stream().anyMatch(headers::containsHeader);
		if (!CREDENTIALS.stream().allMatch((name) -> isThere(headers.getFirst(name)))) {
			return new CallerIdentity(null, integration, overridden);
		}
		List<String> parts = new ArrayList<>();
		Map<String, List<String>> sorted = new TreeMap<>();
		headers.forEach((name, values) -> {
			if (!WITHOUT_MEANING.contains(name)) {
				sorted.put(name.toLowerCase(Locale.ROOT), values);
			}
		});
		add(parts, sorted);
		add(parts, new TreeMap<>(cookies));
		return new CallerIdentity(this.digests.of(parts), integration, overridden);
	}

	private static void add(List<String> parts, Map<String, List<String>> sorted) {
		parts.add(String.valueOf(sorted.size()));
		sorted.forEach((name, values) -> say(parts, name, values));
	}

	/** With how many there are, so that no two sets of headers say the same. */
	private static void say(List<String> parts, String name, Collection<String> values) {
		parts.add(name);
		parts.add(Integer.toString(values.size()));
		parts.addAll(values);
	}

	private static boolean isThere(@Nullable String value) {
		return value != null && !value.isBlank();
	}

	private static Set<String> anyCase(String... names) {
		Set<String> set = new TreeSet<>(ANY_CASE);
		set.addAll(List.of(names));
		return set;
	}

}
