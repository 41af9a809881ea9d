package io.autotask.performance.path;

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
		return this.delegate.get();
	}

	@Override
	public RequestHeadersUriSpec<?> head() {
		return this.delegate.head();
	}

	@Override
	public RequestBodyUriSpec post() {
		return this.delegate.post();
	}

	@Override
	public RequestBodyUriSpec put() {
		return this.delegate.put();
	}

	@Override
	public RequestBodyUriSpec patch() {
		return this.delegate.patch();
	}

	@Override
	public RequestHeadersUriSpec<?> delete() {
		return this.delegate.delete();
	}

	@Override
	public RequestHeadersUriSpec<?> options() {
		return this.delegate.options();
	}

	@Override
	public RequestBodyUriSpec method(HttpMethod method) {
		return this.delegate.method(method);
	}

	@Override
	public Builder mutate() {
		return new InnermostBuilder(this.origin.clone(), this.filter);
	}

}
