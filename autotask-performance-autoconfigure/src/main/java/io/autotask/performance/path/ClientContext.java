package io.autotask.performance.path;

import java.util.concurrent.atomic.AtomicReference;

import io.autotask.performance.call.ClientScope;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * What the filter has to know about the client that it stands in: through what it sends,
 * and with which codecs it reads and writes.
 */
final class ClientContext {

	private final ClientScope scope;

	private final AtomicReference<@Nullable ExchangeStrategies> codecs;

	private ClientContext(ClientScope scope, @Nullable ExchangeStrategies codecs) {
		this.scope = scope;
		this.codecs = new AtomicReference<>(codecs);
	}

	static ClientContext of(WebClient.Builder builder) {
		return new ClientContext(ClientTransport.of(builder), ClientCodecs.of(builder));
	}

	ClientScope scope() {
		return this.scope;
	}

	/**
	 * The codecs, or null when they are not known before the first answer.
	 */
	@Nullable ExchangeStrategies codecs() {
		return this.codecs.get();
	}

	void learn(ClientResponse response) {
		if (this.codecs.get() == null) {
			this.codecs.set(response.strategies());
		}
	}

}
