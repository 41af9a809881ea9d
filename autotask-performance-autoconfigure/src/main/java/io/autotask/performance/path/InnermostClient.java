package io.autotask.performance.path;

import io.autotask.performance.call.AutotaskAttributes;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A client with our filter behind all others, which stays there when the client is
 * mutated.
 */
final class InnermostClient implements WebClient {

	private final WebClient delegate;

	private final WebClient.Builder origin;

	private final AutotaskPerformanceFilter filter;

	/**
	 * A client.
	 * @param origin the builder as it was, without our filter
	 */
	InnermostClient(WebClient delegate, WebClient.Builder origin, AutotaskPerformanceFilter filter) {
		this.delegate = delegate;
		this.origin = origin;
		this.filter = filter;
	}

	@Override
	public RequestHeadersUriSpec<?> get() {
		return located(this.delegate.get());
	}

	@Override
	public RequestHeadersUriSpec<?> head() {
		return located(this.delegate.head());
	}

	@Override
	public RequestBodyUriSpec post() {
		return located(this.delegate.post());
	}

	@Override
	public RequestBodyUriSpec put() {
		return located(this.delegate.put());
	}

	@Override
	public RequestBodyUriSpec patch() {
		return located(this.delegate.patch());
	}

	@Override
	public RequestHeadersUriSpec<?> delete() {
		return located(this.delegate.delete());
	}

	@Override
	public RequestHeadersUriSpec<?> options() {
		return located(this.delegate.options());
	}

	@Override
	public RequestBodyUriSpec method(HttpMethod method) {
		return located(this.delegate.method(method));
	}

	/**
	 * Notes where the application is when it makes a request, while somebody wants to
	 * know: when the request is sent, its place in a reactive chain is long forgotten.
	 */
	private <S extends RequestHeadersSpec<?>> S located(S request) {
		String site = this.filter.callSites().here();
		if (site != null) {
			request.attributes(AutotaskAttributes.site(site));
		}
		return request;
	}

	@Override
	public Builder mutate() {
		return new InnermostBuilder(this.origin.clone(), this.filter);
	}

}
