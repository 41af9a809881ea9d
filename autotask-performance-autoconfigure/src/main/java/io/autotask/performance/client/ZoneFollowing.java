package io.autotask.performance.client;

import java.net.URI;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * Follows a database that has moved to another zone. A request that its old zone refused
 * with a 401 was not carried out, so it is sent once more, to the new one, also when it
 * is a write. Does nothing for a zone that was configured. Thread-safe.
 */
public final class ZoneFollowing implements ExchangeFilterFunction {

	private final AtomicReference<@Nullable ZoneDiscovery> zone = new AtomicReference<>();

	/**
	 * Follows from now on.
	 * @param discovery asks where the database is
	 */
	public void follow(ZoneDiscovery discovery) {
		this.zone.set(discovery);
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		ZoneDiscovery discovery = this.zone.get();
		Mono<ClientResponse> sent = next.exchange(request);
		return (discovery == null) ? sent : sent.flatMap((response) -> {
			if (response.statusCode().value() != HttpStatus.UNAUTHORIZED.value()) {
				return Mono.just(response);
			}
			return discovery.locateAgain(request.url())
				.flatMap((base) -> response.releaseBody().then(Mono.defer(() -> next.exchange(moved(request, base)))))
				.switchIfEmpty(Mono.just(response));
		});
	}

	private static ClientRequest moved(ClientRequest request, URI base) {
		URI url = request.url();
		String path = url.getRawPath();
		int version = path.toLowerCase(Locale.ROOT).indexOf("/v1.0/");
		String resource = (version >= 0) ? path.substring(version + "/v1.0/".length()) : path.substring(1);
		String query = (url.getRawQuery() != null) ? "?" + url.getRawQuery() : "";
		return ClientRequest.from(request).url(URI.create(base + resource + query)).build();
	}

}
