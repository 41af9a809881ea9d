package io.autotask.performance.path;

import java.util.Map;

import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * Writes a request into memory instead of to the network, with the codecs of its own
 * client, and so learns what will be sent: headers that an {@code httpRequest} consumer
 * or the body's writer sets after every filter, and the bytes of the body. That happens
 * once for a request: what is sent is what was captured.
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
	 * @return the request as it will be sent, or empty when only its connection
	 * understands it; when its body fails, the failure that its caller would see without
	 * us
	 */
	Mono<Captured> capture(ClientRequest request, ExchangeStrategies codecs) {
		return Mono.create((sink) -> new Writer(request, this.maxBody, sink).write(codecs));
	}

	/**
	 * What will be sent.
	 *
	 * @param headers all headers that are set above the HTTP client
	 * @param cookies the cookies
	 * @param attributes what its connection is told beside
	 * @param body the body
	 */
	record Captured(HttpHeaders headers, MultiValueMap<String, String> cookies, Map<String, Object> attributes,
			RequestBody body) {

		/**
		 * The same request with nothing left to be found out.
		 * @param request the request that was captured
		 */
		ClientRequest inPlaceOf(ClientRequest request) {
			return ClientRequest.create(request.method(), request.url())
				.headers((headers) -> headers.addAll(this.headers))
				.cookies((cookies) -> cookies.addAll(this.cookies))
				.attributes((attributes) -> attributes.putAll(this.attributes))
				.body((output, context) -> this.body.sendTo(output))
				.build();
		}

	}

	/**
	 * Writes one request. When its body is too large, the writing goes on while the
	 * request is sent: so the body is subscribed to once.
	 */
	private static final class Writer extends BaseSubscriber<Void> {

		private final ClientRequest request;

		private final MemoryRequest memory;

		private final MonoSink<Captured> sink;

		private final Sinks.Empty<Void> written = Sinks.empty();

		private volatile boolean streaming;

		Writer(ClientRequest request, int maxBody, MonoSink<Captured> sink) {
			this.request = request;
			this.memory = new MemoryRequest(request, maxBody, this::stream);
			this.sink = sink;
		}

		void write(ExchangeStrategies codecs) {
			this.sink.onCancel(this);
			Mono<Void> writing;
			try {
				writing = this.request.writeTo(this.memory, codecs);
			}
			catch (RuntimeException ex) {
				// It wants a real connection, or will fail there in the same way.
				this.sink.success();
				return;
			}
			if (this.memory.connectionWanted()) {
				this.sink.success();
				return;
			}
			writing.subscribe(this);
		}

		private void stream(Flux<DataBuffer> content, MonoSink<Void> taken) {
			this.streaming = true;
			this.sink
				.success(this.memory.captured(new RequestBody.Streamed(content, taken, this.written.asMono(), this)));
		}

		@Override
		public Context currentContext() {
			return Context.of(this.sink.contextView());
		}

		@Override
		protected void hookOnComplete() {
			if (this.streaming) {
				this.written.tryEmitEmpty();
			}
			else {
				this.sink.success(this.memory.captured(this.memory.body()));
			}
		}

		@Override
		protected void hookOnError(Throwable failure) {
			if (this.streaming) {
				this.written.tryEmitError(failure);
			}
			else if (this.memory.connectionWanted()) {
				this.sink.success();
			}
			else {
				this.sink.error(asWhenSent(failure));
			}
		}

		private Throwable asWhenSent(Throwable failure) {
			return (failure instanceof WebClientException || failure instanceof CodecException) ? failure
					: new WebClientRequestException(failure, this.request.method(), this.request.url(),
							this.request.headers());
		}

	}

}
