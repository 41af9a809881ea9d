package io.autotask.performance.path;

import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.DecodedObjects;
import io.autotask.performance.call.RememberingBody;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyExtractor;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A response from memory that is not decoded again when it was before, with the same
 * codecs to the same type, and nobody can change the object. Most callers want nothing
 * else, so the response that it stands for is only made for those who do.
 */
final class RecalledResponse implements ClientResponse, RememberingBody {

	private final BufferedResponse memory;

	private final DecodedObjects decoded;

	private final ExchangeStrategies codecs;

	private final Supplier<ClientResponse> maker;

	private @Nullable ClientResponse made;

	/**
	 * The response.
	 * @param memory the answer that it is made of
	 * @param decoded what that was decoded to before
	 * @param codecs those of the client; the response may have others around them
	 * @param maker makes it in full
	 */
	RecalledResponse(BufferedResponse memory, DecodedObjects decoded, ExchangeStrategies codecs,
			Supplier<ClientResponse> maker) {
		this.memory = memory;
		this.decoded = decoded;
		this.codecs = codecs;
		this.maker = maker;
	}

	@Override
	public HttpStatusCode statusCode() {
		return HttpStatusCode.valueOf(this.memory.status());
	}

	@Override
	public <T> Mono<T> bodyToMono(Class<? extends T> elementClass) {
		return known(elementClass, () -> response().bodyToMono(elementClass));
	}

	@Override
	public <T> Mono<T> bodyToMono(ParameterizedTypeReference<T> elementTypeRef) {
		return known(elementTypeRef.getType(), () -> response().bodyToMono(elementTypeRef));
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T decoded(Object decoder, Type type, Function<byte[], T> decode) {
		Object known = this.decoded.find(decoder, type);
		if (known != null) {
			return (T) known;
		}
		T object = decode.apply(this.memory.bytes());
		this.decoded.add(decoder, type, object);
		return object;
	}

	@SuppressWarnings("unchecked")
	private <T> Mono<T> known(Type type, Supplier<Mono<T>> decode) {
		// The codecs of one client are one object, and of two clients two.
		Object known = this.decoded.find(this.codecs, type);
		return (known != null) ? Mono.just((T) known)
				: decode.get().doOnNext((object) -> this.decoded.add(this.codecs, type, object));
	}

	private synchronized ClientResponse response() {
		ClientResponse response = this.made;
		if (response == null) {
			response = this.maker.get();
			this.made = response;
		}
		return response;
	}

	@Override
	public Headers headers() {
		return response().headers();
	}

	@Override
	public MultiValueMap<String, ResponseCookie> cookies() {
		return response().cookies();
	}

	@Override
	public ExchangeStrategies strategies() {
		return response().strategies();
	}

	@Override
	public HttpRequest request() {
		return response().request();
	}

	@Override
	public <T> T body(BodyExtractor<T, ? super ClientHttpResponse> extractor) {
		return response().body(extractor);
	}

	@Override
	public <T> Flux<T> bodyToFlux(Class<? extends T> elementClass) {
		return response().bodyToFlux(elementClass);
	}

	@Override
	public <T> Flux<T> bodyToFlux(ParameterizedTypeReference<T> elementTypeRef) {
		return response().bodyToFlux(elementTypeRef);
	}

	@Override
	public Mono<Void> releaseBody() {
		return response().releaseBody();
	}

	@Override
	public <T> Mono<ResponseEntity<T>> toEntity(Class<T> bodyClass) {
		return response().toEntity(bodyClass);
	}

	@Override
	public <T> Mono<ResponseEntity<T>> toEntity(ParameterizedTypeReference<T> bodyTypeReference) {
		return response().toEntity(bodyTypeReference);
	}

	@Override
	public <T> Mono<ResponseEntity<List<T>>> toEntityList(Class<T> elementClass) {
		return response().toEntityList(elementClass);
	}

	@Override
	public <T> Mono<ResponseEntity<List<T>>> toEntityList(ParameterizedTypeReference<T> elementTypeRef) {
		return response().toEntityList(elementTypeRef);
	}

	@Override
	public Mono<ResponseEntity<Void>> toBodilessEntity() {
		return response().toBodilessEntity();
	}

	@Override
	public Mono<WebClientResponseException> createException() {
		return response().createException();
	}

	@Override
	public <T> Mono<T> createError() {
		return response().createError();
	}

	@Override
	public String logPrefix() {
		return response().logPrefix();
	}

}
