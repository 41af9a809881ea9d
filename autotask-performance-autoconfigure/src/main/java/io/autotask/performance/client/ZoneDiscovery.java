package io.autotask.performance.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

import io.autotask.performance.call.Origin;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Asks Autotask in which zone a user's database is. Needs no credentials and sends none.
 * The answer is kept for twelve hours, a failure is not kept. Thread-safe.
 */
public final class ZoneDiscovery implements BaseUrl {

	private static final Duration KEPT = Duration.ofHours(12);

	private final Mono<URI> located;

	/**
	 * A discovery.
	 * @param http sends the request
	 * @param discoveryUrl the URL of an API of any zone, with or without {@code /V1.0}
	 * @param username the user's login
	 * @param trusted whether credentials may be sent to an origin that the answer names
	 */
	public ZoneDiscovery(ApiHttp http, URI discoveryUrl, String username, Predicate<Origin> trusted) {
		URI url = URI.create(BaseUrl.versioned(discoveryUrl) + "zoneInformation?user="
				+ UriUtils.encode(username, StandardCharsets.UTF_8));
		this.located = http.askInBackground(HttpMethod.GET, url)
			.map((zone) -> zoneUrl(zone, trusted))
			.cache((zone) -> KEPT, (failure) -> Duration.ZERO, () -> Duration.ZERO);
	}

	@Override
	public Mono<URI> locate() {
		return this.located;
	}

	private static URI zoneUrl(JsonNode zone, Predicate<Origin> trusted) {
		URI url = url(zone.path("url").asString(""));
		Origin origin = Origin.of(url);
		if (origin == null || !trusted.test(origin)) {
			throw new IllegalStateException("Autotask's zone look-up named '" + url
					+ "', but credentials are only sent to https hosts of autotask.net and to those in "
					+ "'autotask.performance.api.hosts'. Set 'autotask.performance.api.base-url' if it is right.");
		}
		return BaseUrl.versioned(url);
	}

	private static URI url(String text) {
		try {
			return URI.create(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalStateException("Autotask's zone look-up answered with something that is not a URL", ex);
		}
	}

}
