package io.autotask.performance.benchmark.work;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * One request to the API.
 *
 * @param method how
 * @param path below the base URL, without a slash at the beginning
 * @param body what it says, or null
 * @param write whether it changes data
 */
record ApiRequest(HttpMethod method, String path, byte @Nullable [] body, boolean write) {

	static ApiRequest get(String path) {
		return new ApiRequest(HttpMethod.GET, path, null, false);
	}

	static ApiRequest ask(String path, byte[] body) {
		return new ApiRequest(HttpMethod.POST, path, body, false);
	}

	static ApiRequest write(HttpMethod method, String path, byte @Nullable [] body) {
		return new ApiRequest(method, path, body, true);
	}

}
