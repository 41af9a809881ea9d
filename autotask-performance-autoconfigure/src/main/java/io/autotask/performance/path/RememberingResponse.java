package io.autotask.performance.path;

import java.lang.reflect.Type;
import java.util.function.Function;

import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.DecodedObjects;
import io.autotask.performance.call.RememberingBody;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.support.ClientResponseWrapper;
import reactor.core.publisher.Mono;

/**
 * A response from memory that is not decoded again when it was before, with the same
 * codecs to the same type, and nobody can change the object.
 */
final class RememberingResponse extends ClientResponseWrapper implements RememberingBody {

	private final BufferedResponse memory;

	private final DecodedObjects decoded;

	RememberingResponse(ClientResponse response, BufferedResponse memory, DecodedObjects decoded) {
		super(response);
		this.memory = memory;
		this.decoded = decoded;
	}

	@Override
	public <T> Mono<T> bodyToMono(Class<? extends T> elementClass) {
		return known(elementClass, Mono.defer(() -> super.bodyToMono(elementClass)));
	}

	@Override
	public <T> Mono<T> bodyToMono(ParameterizedTypeReference<T> elementTypeRef) {
		return known(elementTypeRef.getType(), Mono.defer(() -> super.bodyToMono(elementTypeRef)));
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
	private <T> Mono<T> known(Type type, Mono<T> decode) {
		// The codecs of one client are one object, and of two clients two.
		Object known = this.decoded.find(strategies(), type);
		return (known != null) ? Mono.just((T) known)
				: decode.doOnNext((object) -> this.decoded.add(strategies(), type, object));
	}

}
