package io.autotask.performance.path;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.autotask.performance.call.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Which requests go to Autotask: those to a known origin or to a host of
 * {@code autotask.net}, with a path below the API's. Paths are compared without regard to
 * case, as the API does. Immutable.
 */
public final class AutotaskOrigins {

	private static final String API_PATH = "/atservicesrest/";

	private static final String AUTOTASK_HOSTS = ".autotask.net";

	private final Map<Origin, String> basePaths = new HashMap<>();

	private AutotaskOrigins() {
	}

	/**
	 * The origins to serve beside the hosts of {@code autotask.net}.
	 * @param baseUrls URLs of the API that are known
	 * @param hosts further origins, with a scheme or without; without one both http and
	 * https are served
	 * @return the origins
	 * @throws IllegalArgumentException when one of them is not an origin
	 */
	public static AutotaskOrigins of(Collection<URI> baseUrls, Set<String> hosts) {
		AutotaskOrigins origins = new AutotaskOrigins();
		hosts.forEach(origins::addHost);
		baseUrls.forEach((url) -> origins.add(url, basePath(url)));
		return origins;
	}

	/**
	 * Whether an origin is one of those to which credentials may be sent although an
	 * answer named it.
	 * @param origin the origin
	 * @return true for a configured one, and for an https host of {@code autotask.net}
	 */
	public boolean isTrusted(Origin origin) {
		return this.basePaths.containsKey(origin)
				|| (origin.scheme().equals("https") && origin.host().endsWith(AUTOTASK_HOSTS));
	}

	private void addHost(String host) {
		if (host.contains("://")) {
			add(URI.create(host), API_PATH);
			return;
		}
		add(URI.create("http://" + host), API_PATH);
		add(URI.create("https://" + host), API_PATH);
	}

	private void add(URI url, String basePath) {
		Origin origin = Origin.of(url);
		if (origin == null) {
			throw new IllegalArgumentException("'" + url + "' is not an http or https URL with a host");
		}
		this.basePaths.put(origin, basePath);
	}

	/**
	 * The path below the API's base path.
	 * @param origin the origin of a request
	 * @param url its URL
	 * @return the path as sent, beginning with a slash, or null when the request does not
	 * go to Autotask
	 */
	@Nullable String apiPath(Origin origin, URI url) {
		String basePath = this.basePaths.get(origin);
		if (basePath == null && !origin.host().endsWith(AUTOTASK_HOSTS)) {
			return null;
		}
		String path = (url.getRawPath() != null) ? url.getRawPath() : "";
		if (basePath != null && path.regionMatches(true, 0, basePath, 0, basePath.length())) {
			return path.substring(basePath.length() - 1);
		}
		return path.regionMatches(true, 0, API_PATH, 0, API_PATH.length()) ? path.substring(API_PATH.length() - 1)
				: null;
	}

	private static String basePath(URI baseUrl) {
		String path = (baseUrl.getRawPath() != null) ? baseUrl.getRawPath().toLowerCase(Locale.ROOT) : "";
		String closed = path.endsWith("/") ? path : path + "/";
		return closed.endsWith("/v1.0/") ? closed.substring(0, closed.length() - "v1.0/".length()) : closed;
	}

}
