package io.autotask.performance.path;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.AbstractClientHttpRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes a request into memory instead of to the network, with the codecs of its own
 * client, and so learns what will be sent: headers that an {@code httpRequest} consumer
 * sets after every filter, and the bytes of the body. The body is written out once; what
 * is sent are the captured bytes.
 */
final class RequestCapture {

	private final int maxBody;

	/**
	 * A capture.
	 * @param maxBody the largest body to hold, in bytes
	 */
	RequestCapture(int maxBody) {
		this.maxBody = maxBody;
	}

	/**
	 * Captures a request.
	 * @return the request as it will be sent, or empty when its body is too large
	 */
	Mono<Captured> capture(ClientRequest request, ExchangeStrategies strategies) {
		return Mono.defer(() -> {
			MemoryRequest memory = new MemoryRequest(request, this.maxBody);
			return request.writeTo(memory, strategies).then(Mono.fromSupplier(memory::captured));
		}).onErrorResume(DataBufferLimitException.class, (ex) -> Mono.empty());
	}

	/**
	 * The same request with the captured bytes as its body.
	 */
	static ClientRequest withBody(ClientRequest request, Captured captured) {
		byte[] body = captured.body();
		if (body == null) {
			return request;
		}
		return ClientRequest.from(request).body((output, context) -> {
			HttpHeaders headers = output.getHeaders();
			String type = captured.headers().getFirst(HttpHeaders.CONTENT_TYPE);
			if (type != null) {
				headers.set(HttpHeaders.CONTENT_TYPE, type);
			}
			headers.setContentLength(body.length);
			return output.writeWith(Mono.fromSupplier(() -> output.bufferFactory().wrap(body)));
		}).build();
	}

	/**
	 * What will be sent.
	 *
	 * @param headers all headers that are set above the HTTP client
	 * @param cookies the cookies
	 * @param body the body, or null when there is none
	 */
	record Captured(HttpHeaders headers, MultiValueMap<String, String> cookies, byte @Nullable [] body) {

	}

	private static final class MemoryRequest extends AbstractClientHttpRequest {

		private final ClientRequest request;

		private final int maxBody;

		private byte @Nullable [] body;

		MemoryRequest(ClientRequest request, int maxBody) {
			this.request = request;
			this.maxBody = maxBody;
		}

		@Override
		public HttpMethod getMethod() {
			return this.request.method();
		}

		@Override
		public URI getURI() {
			return this.request.url();
		}

		@Override
		public DataBufferFactory bufferFactory() {
			return DefaultDataBufferFactory.sharedInstance;
		}

		@Override
		public <T> T getNativeRequest() {
			throw new IllegalStateException("There is no connection yet");
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> content) {
			return doCommit(() -> collect(Flux.from(content)));
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> content) {
			return doCommit(() -> collect(Flux.from(content).concatMap(Flux::from)));
		}

		@Override
		public Mono<Void> setComplete() {
			return doCommit();
		}

		@Override
		protected void applyHeaders() {
			// They are read from this object when it is committed.
		}

		@Override
		protected void applyCookies() {
			// They are read from this object when it is committed.
		}

		private Mono<Void> collect(Flux<? extends DataBuffer> content) {
			return DataBufferUtils.join(content, this.maxBody).doOnNext((joined) -> {
				byte[] bytes = new byte[joined.readableByteCount()];
				joined.read(bytes);
				DataBufferUtils.release(joined);
				this.body = bytes;
			}).then();
		}

		Captured captured() {
			MultiValueMap<String, String> cookies = new LinkedMultiValueMap<>();
			for (var entry : getCookies().entrySet()) {
				cookies.put(entry.getKey(), entry.getValue().stream().map(HttpCookie::getValue).toList());
			}
			return new Captured(getHeaders(), cookies, this.body);
		}

	}

}
