package io.autotask.performance.call;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Where a URL leads to: scheme, host and port, in the sense of RFC 6454.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host in lower case
 * @param port the port, never -1
 */
public record Origin(String scheme, String host, int port) {

	/**
	 * The origin of a URL.
	 * @param url the URL
	 * @return its origin, or null when it is not an absolute http or https URL
	 */
	public static @Nullable Origin of(URI url) {
		if (url.getScheme() == null || url.getHost() == null) {
			return null;
		}
		String scheme = url.getScheme().toLowerCase(Locale.ROOT);
		if (!scheme.equals("http") && !scheme.equals("https")) {
			return null;
		}
		int port = (url.getPort() != -1) ? url.getPort() : (scheme.equals("https") ? 443 : 80);
		return new Origin(scheme, url.getHost().toLowerCase(Locale.ROOT), port);
	}

	@Override
	public String toString() {
		return this.scheme + "://" + this.host + ":" + this.port;
	}

}
