package io.autotask.performance.call;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

/**
 * Sends the request of one exchange. Each subscription sends it once more, with the same
 * bytes.
 */
@FunctionalInterface
public interface Wire {

	/**
	 * The request, ready to be sent.
	 * @return sends when subscribed to, and emits the response with its body unread
	 */
	Mono<ClientResponse> send();

	/**
	 * The same, and tells when it is written to a connection.
	 * @param whenConnected told each time it is, on the thread that writes; not told when
	 * that cannot be known
	 * @return sends when subscribed to
	 */
	default Mono<ClientResponse> send(Consumer<NativeRequest> whenConnected) {
		return send();
	}

	/**
	 * What the request says.
	 * @return the bytes of its body, or null when there is none or it is not known
	 */
	default byte @Nullable [] body() {
		return null;
	}

	/**
	 * Under which trace the request is sent.
	 * @return what its trace header says, or null when it has none
	 */
	default @Nullable String trace() {
		return null;
	}

	/**
	 * A read of another resource: by the same caller, from the same place.
	 * @param resource its path below the API's version, such as
	 * {@code ThresholdInformation}
	 * @return the read, ready to be sent, or null when it cannot be made of this request
	 */
	default @Nullable Wire elsewhere(String resource) {
		return null;
	}

	/**
	 * Whether {@link #asQuery} can be asked.
	 * @return false unless the implementation says so
	 */
	default boolean isMergeable() {
		return false;
	}

	/**
	 * A query of the entity that this request reads a row of: by the same caller, to the
	 * same place, with the same headers.
	 * @param query the body
	 * @return the query, ready to be sent
	 */
	default Wire asQuery(byte[] query) {
		throw new UnsupportedOperationException("This request cannot be made into a query");
	}

}
