package io.autotask.performance.path;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;

/**
 * Makes a read of another resource out of any request: to the same place, with the same
 * headers and cookies, so by the same caller.
 */
final class OtherRequest {

	private static final Pattern VERSION = Pattern.compile("(?i)^(.*/v\\d+(\\.\\d+)?/)[^/].*");

	private static final Set<String> OF_THE_BODY = Set.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH,
			HttpHeaders.CONTENT_ENCODING, HttpHeaders.TRANSFER_ENCODING, HttpHeaders.EXPECT);

	private OtherRequest() {
	}

	/**
	 * The read.
	 * @param resource its path below the API's version
	 * @return the request, or null when it is not known where the version ends
	 */
	static @Nullable ClientRequest of(ClientRequest request, String resource) {
		URI url = request.url();
		Matcher version = VERSION.matcher((url.getRawPath() != null) ? url.getRawPath() : "");
		if (!version.matches()) {
			return null;
		}
		URI other = URI.create(url.getScheme() + "://" + url.getRawAuthority() + version.group(1) + resource);
		Set<String> left = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		left.addAll(OF_THE_BODY);
		return ClientRequest.create(HttpMethod.GET, other)
			.headers((headers) -> request.headers().forEach((name, values) -> {
				if (!left.contains(name)) {
					headers.addAll(name, values);
				}
			}))
			.cookies((cookies) -> cookies.addAll(request.cookies()))
			.build();
	}

}
