package io.autotask.performance.path;

import java.net.URI;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientRequest;

/**
 * Makes a query of an entity out of a read of one of its rows: to the same place, with
 * the same headers and cookies, so by the same caller.
 */
final class MergedRequest {

	private MergedRequest() {
	}

	/**
	 * The query.
	 * @param request a read by id, without parameters
	 * @param body the query
	 */
	static ClientRequest of(ClientRequest request, RequestBody.Whole body) {
		return ClientRequest.create(HttpMethod.POST, queryUrl(request.url())).headers((headers) -> {
			headers.addAll(request.headers());
			headers.setContentType(MediaType.APPLICATION_JSON);
		})
			.cookies((cookies) -> cookies.addAll(request.cookies()))
			.attributes((attributes) -> attributes.putAll(request.attributes()))
			.body((output, context) -> body.sendTo(output))
			.build();
	}

	private static URI queryUrl(URI row) {
		String url = row.toString();
		int end = url.endsWith("/") ? url.length() - 1 : url.length();
		return URI.create(url.substring(0, url.lastIndexOf('/', end - 1) + 1) + "query");
	}

}
