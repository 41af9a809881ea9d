package io.autotask.performance.client;

import java.net.URI;

import reactor.core.publisher.Mono;

/**
 * Where the API is.
 */
@FunctionalInterface
public interface BaseUrl {

	/**
	 * The URL up to and including the version.
	 * @return the URL, ending with {@code /V1.0/}, or an error that says why it is not
	 * known
	 */
	Mono<URI> locate();

	/**
	 * A URL that was configured.
	 * @param url the URL of the API with or without {@code /V1.0}, such as
	 * {@code https://webservices5.autotask.net/ATServicesRest}
	 * @return the base URL
	 */
	static BaseUrl fixed(URI url) {
		URI versioned = versioned(url);
		return () -> Mono.just(versioned);
	}

	/**
	 * Adds the version where it is missing.
	 * @param url the URL of the API
	 * @return the URL, ending with {@code /V1.0/}
	 */
	static URI versioned(URI url) {
		String text = url.toString();
		String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
		boolean hasVersion = trimmed.regionMatches(true, trimmed.length() - 5, "/V1.0", 0, 5);
		return URI.create(trimmed + (hasVersion ? "/" : "/V1.0/"));
	}

}
