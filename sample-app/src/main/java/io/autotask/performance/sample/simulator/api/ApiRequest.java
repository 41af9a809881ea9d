package io.autotask.performance.sample.simulator.api;

import org.jspecify.annotations.Nullable;

/**
 * A request to the API, read to its end.
 *
 * @param origin scheme, host and port that it was sent to
 * @param uri path and query as sent
 * @param impersonation value of {@code ImpersonationResourceId}, or {@code null}
 * @param body content, empty if there is none
 */
public record ApiRequest(String method, String origin, String uri, @Nullable String impersonation, byte[] body) {

	private static final int LONGEST_URL = 2048;

	/** The path without the query. */
	public String path() {
		int query = this.uri.indexOf('?');
		return (query < 0) ? this.uri : this.uri.substring(0, query);
	}

	/** The decoded value of a parameter of the query, its name in any case. */
	public @Nullable String parameter(String name) {
		int query = this.uri.indexOf('?');
		if (query < 0) {
			return null;
		}
		for (String pair : this.uri.substring(query + 1).split("&")) {
			int equals = pair.indexOf('=');
			String key = UrlText.decode((equals < 0) ? pair : pair.substring(0, equals));
			if (key.equalsIgnoreCase(name)) {
				return (equals < 0) ? "" : UrlText.decode(pair.substring(equals + 1));
			}
		}
		return null;
	}

	/** Whether the URL of a GET is longer than the web server takes. */
	public boolean isTooLong() {
		return this.method.equals("GET") && this.origin.length() + this.uri.length() > LONGEST_URL;
	}

}
