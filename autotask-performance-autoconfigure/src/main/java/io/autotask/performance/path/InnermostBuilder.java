package io.autotask.performance.path;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.codec.ClientCodecConfigurer;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ApiVersionInserter;
import org.springframework.web.reactive.function.client.ClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriBuilderFactory;
import reactor.core.publisher.Mono;

/**
 * A builder that puts our filter behind all others when it builds, whatever was or will
 * be added: so it sees the identity that any other filter sets. The delegate never holds
 * our filter, so the application's own work on the list of filters does not meet it.
 */
final class InnermostBuilder implements WebClient.Builder {

	private final WebClient.Builder delegate;

	private final AutotaskPerformanceFilter filter;

	InnermostBuilder(WebClient.Builder delegate, AutotaskPerformanceFilter filter) {
		this.delegate = delegate;
		this.filter = filter;
	}

	@Override
	public WebClient build() {
		WebClient.Builder own = this.delegate.clone();
		ExchangeFilterFunction innermost = this.filter.standingIn(ClientContext.of(own));
		own.filters((filters) -> {
			filters.removeIf(AutotaskPerformanceFilter::isOurs);
			filters.add(innermost);
		});
		return new InnermostClient(own.build(), this.delegate.clone(), this.filter);
	}

	@Override
	public WebClient.Builder clone() {
		return new InnermostBuilder(this.delegate.clone(), this.filter);
	}

	@Override
	public WebClient.Builder apply(Consumer<WebClient.Builder> builderConsumer) {
		builderConsumer.accept(this);
		return this;
	}

	@Override
	public WebClient.Builder baseUrl(String baseUrl) {
		this.delegate.baseUrl(baseUrl);
		return this;
	}

	@Override
	public WebClient.Builder defaultUriVariables(Map<String, ?> defaultUriVariables) {
		this.delegate.defaultUriVariables(defaultUriVariables);
		return this;
	}

	@Override
	public WebClient.Builder uriBuilderFactory(UriBuilderFactory uriBuilderFactory) {
		this.delegate.uriBuilderFactory(uriBuilderFactory);
		return this;
	}

	@Override
	public WebClient.Builder defaultHeader(String header, String... values) {
		this.delegate.defaultHeader(header, values);
		return this;
	}

	@Override
	public WebClient.Builder defaultHeaders(Consumer<HttpHeaders> headersConsumer) {
		this.delegate.defaultHeaders(headersConsumer);
		return this;
	}

	@Override
	public WebClient.Builder defaultCookie(String cookie, String... values) {
		this.delegate.defaultCookie(cookie, values);
		return this;
	}

	@Override
	public WebClient.Builder defaultCookies(Consumer<MultiValueMap<String, String>> cookiesConsumer) {
		this.delegate.defaultCookies(cookiesConsumer);
		return this;
	}

	@Override
	public WebClient.Builder defaultApiVersion(Object version) {
		this.delegate.defaultApiVersion(version);
		return this;
	}

	@Override
	public WebClient.Builder apiVersionInserter(@Nullable ApiVersionInserter apiVersionInserter) {
		this.delegate.apiVersionInserter(apiVersionInserter);
		return this;
	}

	@Override
	public WebClient.Builder defaultRequest(Consumer<WebClient.RequestHeadersSpec<?>> defaultRequest) {
		this.delegate.defaultRequest(defaultRequest);
		return this;
	}

	@Override
	public WebClient.Builder defaultStatusHandler(Predicate<HttpStatusCode> statusPredicate,
			Function<ClientResponse, Mono<? extends Throwable>> exceptionFunction) {
		this.delegate.defaultStatusHandler(statusPredicate, exceptionFunction);
		return this;
	}

	@Override
	public WebClient.Builder filter(ExchangeFilterFunction added) {
		this.delegate.filter(added);
		return this;
	}

	@Override
	public WebClient.Builder filters(Consumer<List<ExchangeFilterFunction>> filtersConsumer) {
		this.delegate.filters(filtersConsumer);
		return this;
	}

	@Override
	public WebClient.Builder clientConnector(ClientHttpConnector connector) {
		this.delegate.clientConnector(connector);
		return this;
	}

	@Override
	public WebClient.Builder codecs(Consumer<ClientCodecConfigurer> configurer) {
		this.delegate.codecs(configurer);
		return this;
	}

	@Override
	public WebClient.Builder exchangeStrategies(ExchangeStrategies strategies) {
		this.delegate.exchangeStrategies(strategies);
		return this;
	}

	@Override
	public WebClient.Builder exchangeFunction(ExchangeFunction exchangeFunction) {
		this.delegate.exchangeFunction(exchangeFunction);
		return this;
	}

	@Override
	public WebClient.Builder observationRegistry(ObservationRegistry observationRegistry) {
		this.delegate.observationRegistry(observationRegistry);
		return this;
	}

	@Override
	public WebClient.Builder observationConvention(ClientRequestObservationConvention observationConvention) {
		this.delegate.observationConvention(observationConvention);
		return this;
	}

}
