package io.autotask.performance.path;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.codec.ClientCodecConfigurer;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The codecs of one client, which answers from memory have to be read with, and which
 * bodies are written with. A filter cannot ask for them, so they are taken from the
 * client's builder.
 */
final class ClientCodecs {

	private static final ClientHttpConnector NO_CONNECTOR = (method, uri, callback) -> Mono
		.error(new IllegalStateException("Nothing is sent with this client"));

	private ClientCodecs() {
	}

	/**
	 * The codecs with which a builder builds its client.
	 * @return the codecs, or null when the builder was given strategies of its own kind,
	 * which do not show them before the first answer
	 */
	static @Nullable ExchangeStrategies of(WebClient.Builder builder) {
		AtomicReference<@Nullable ClientCodecConfigurer> seen = new AtomicReference<>();
		try {
			// The last consumer sees what all others have configured.
			withoutExchangeFunction(builder.clone()).filters(List::clear)
				.clientConnector(NO_CONNECTOR)
				.codecs(seen::set)
				.build();
		}
		catch (UnsupportedOperationException ex) {
			return null;
		}
		ClientCodecConfigurer configurer = seen.get();
		return (configurer != null) ? new Codecs(configurer.getReaders(), configurer.getWriters()) : null;
	}

	@SuppressWarnings("NullAway") // null is what a builder starts with
	private static WebClient.Builder withoutExchangeFunction(WebClient.Builder builder) {
		return builder.exchangeFunction(null);
	}

	private record Codecs(List<HttpMessageReader<?>> messageReaders,
			List<HttpMessageWriter<?>> messageWriters) implements ExchangeStrategies {

	}

}
