package io.autotask.performance.call;

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

}
