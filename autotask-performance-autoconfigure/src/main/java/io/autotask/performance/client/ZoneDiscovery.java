package io.autotask.performance.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

import io.autotask.performance.call.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Asks Autotask in which zone a user's database is. Needs no credentials and sends none.
 * The answer is kept for twelve hours, a failure is not kept. When a database has moved,
 * the zone that it was in does not know its users any more, which is found out by asking
 * again, at most once a minute. Thread-safe.
 */
public final class ZoneDiscovery implements BaseUrl {

	private static final Duration KEPT = Duration.ofHours(12);

	private static final Duration ASKED_AGAIN = Duration.ofMinutes(1);

	private final Mono<URI> located;

	private final Mono<URI> locatedAgain;

	private volatile @Nullable URI moved;

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
		Mono<URI> asked = http.askInBackground(HttpMethod.GET, url).map((zone) -> zoneUrl(zone, trusted));
		this.located = asked.cache((zone) -> KEPT, (failure) -> Duration.ZERO, () -> Duration.ZERO);
		this.locatedAgain = asked.cache((zone) -> ASKED_AGAIN, (failure) -> ASKED_AGAIN, () -> ASKED_AGAIN);
	}

	@Override
	public Mono<URI> locate() {
		return Mono.defer(() -> {
			URI elsewhere = this.moved;
			return (elsewhere != null) ? Mono.just(elsewhere) : this.located;
		});
	}

	/**
	 * Where the API is now, after a zone did not know the user.
	 * @param refused the URL of the request that was refused
	 * @return the URL up to and including the version, or empty when it is still the
	 * same, or nobody knows
	 */
	Mono<URI> locateAgain(URI refused) {
		return this.locatedAgain.onErrorComplete().filter((zone) -> !isBelow(zone, refused)).doOnNext((zone) -> {
			this.moved = zone;
		});
	}

	private static boolean isBelow(URI zone, URI url) {
		return zone.getHost().equalsIgnoreCase(url.getHost()) && zone.getPort() == url.getPort();
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
