package io.autotask.performance.path;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * A response to a request for which we, and not its caller, asked for a compressed
 * answer: what the HTTP client has not read of it, we do.
 */
final class UncompressedResponse {

	private UncompressedResponse() {
	}

	/**
	 * The response with its body as it was before it was compressed.
	 * @return the same one when its body is not compressed
	 */
	static ClientResponse of(ClientResponse response) {
		String encoding = response.headers().asHttpHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
		if (encoding == null || !encoding.trim().equalsIgnoreCase("gzip")) {
			return response;
		}
		return response.mutate().headers((headers) -> {
			headers.remove(HttpHeaders.CONTENT_ENCODING);
			headers.remove(HttpHeaders.CONTENT_LENGTH);
		}).body(Gunzip::of).build();
	}

}
