package io.autotask.performance.path;

import java.net.URI;
import java.util.HashMap;
import java.util.function.BiConsumer;

import io.autotask.performance.path.RequestCapture.Captured;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.AbstractClientHttpRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.client.ClientRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A request that is written into memory. Written to by one writer at a time.
 */
final class MemoryRequest extends AbstractClientHttpRequest {

	private final ClientRequest request;

	private final int maxBody;

	private final BiConsumer<Flux<DataBuffer>, MonoSink<Void>> onTooLarge;

	private RequestBody body = new RequestBody.None();

	private boolean connectionWanted;

	/**
	 * A request to write to.
	 * @param onTooLarge takes a body that is larger than what may be held, and tells when
	 * it was sent
	 */
	MemoryRequest(ClientRequest request, int maxBody, BiConsumer<Flux<DataBuffer>, MonoSink<Void>> onTooLarge) {
		this.request = request;
		this.maxBody = maxBody;
		this.onTooLarge = onTooLarge;
	}

	/**
	 * Whether somebody asked for the connection, which is not there.
	 */
	boolean connectionWanted() {
		return this.connectionWanted;
	}

	/**
	 * The body, once it is written and unless it was too large.
	 */
	RequestBody body() {
		return this.body;
	}

	/**
	 * The request as it was written.
	 * @param body its body
	 */
	Captured captured(RequestBody body) {
		MultiValueMap<String, String> cookies = new LinkedMultiValueMap<>();
		getCookies().forEach((name, values) -> cookies.put(name, values.stream().map(HttpCookie::getValue).toList()));
		return new Captured(HttpHeaders.copyOf(getHeaders()), cookies, new HashMap<>(getAttributes()), body);
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
		this.connectionWanted = true;
		throw new IllegalStateException("There is no connection yet");
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> content) {
		return doCommit(() -> read(Flux.from(content)));
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> content) {
		return doCommit(() -> read(Flux.from(content).concatMap(Flux::from, 1)));
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

	private Mono<Void> read(Flux<? extends DataBuffer> content) {
		return Mono.create((sink) -> {
			BodyReader reader = new BodyReader(this.maxBody, new Receiver(sink), sink.contextView());
			sink.onCancel(reader);
			content.subscribe(reader);
		});
	}

	private final class Receiver implements BodyReader.Receiver {

		private final MonoSink<Void> sink;

		Receiver(MonoSink<Void> sink) {
			this.sink = sink;
		}

		@Override
		public void whole(byte[] bytes) {
			MemoryRequest.this.body = new RequestBody.Whole(bytes);
			this.sink.success();
		}

		@Override
		public void tooLarge(Flux<DataBuffer> content) {
			MemoryRequest.this.onTooLarge.accept(content, this.sink);
		}

		@Override
		public void brokeOff(byte[] read, Throwable failure) {
			this.sink.error(failure);
		}

	}

}
