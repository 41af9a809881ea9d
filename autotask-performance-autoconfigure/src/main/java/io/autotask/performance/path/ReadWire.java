package io.autotask.performance.path;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import io.autotask.performance.call.NativeRequest;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Wire;
import io.autotask.performance.path.RequestReader.Read;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * Sends a request that was read.
 *
 * @param read the request
 * @param next what comes after the filter
 * @param compression what travels compressed
 */
record ReadWire(Read read, ExchangeFunction next, CompressionSettings compression) implements Wire {

	/** Of W3C Trace Context and of Zipkin, whose second form has the trace alone. */
	private static final List<String> TRACE_HEADERS = List.of("traceparent", "b3", "X-B3-TraceId");

	@Override
	public Mono<ClientResponse> send() {
		return exchange(sent());
	}

	@Override
	public Mono<ClientResponse> send(Consumer<NativeRequest> whenConnected) {
		return exchange(ClientRequest.from(sent())
			.httpRequest((sent) -> whenConnected.accept(new NativeRequest(sent::getNativeRequest)))
			.build());
	}

	@Override
	public byte @Nullable [] body() {
		return (this.read.body() instanceof RequestBody.Whole whole) ? whole.bytes() : null;
	}

	@Override
	public @Nullable String trace() {
		return TRACE_HEADERS.stream()
			.map((header) -> this.read.request().headers().getFirst(header))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	@Override
	public @Nullable Wire elsewhere(String resource) {
		ClientRequest other = OtherRequest.of(this.read.request(), resource);
		return (other != null)
				? new ReadWire(new Read(this.read.call(), other, new RequestBody.None()), this.next, this.compression)
				: null;
	}

	@Override
	public boolean isMergeable() {
		return this.read.call().operation() == Operation.GET && this.read.body() instanceof RequestBody.None;
	}

	@Override
	public Wire asQuery(byte[] query) {
		RequestBody.Whole body = new RequestBody.Whole(query);
		return new ReadWire(new Read(this.read.call(), MergedRequest.of(this.read.request(), body), body), this.next,
				this.compression);
	}

	private ClientRequest sent() {
		return CompressedRequest.of(this.read.request(), this.read.body(), this.compression);
	}

	private Mono<ClientResponse> exchange(ClientRequest request) {
		Mono<ClientResponse> sent = this.next.exchange(request);
		return CompressedRequest.asks(this.read.request(), this.compression) ? sent.map(UncompressedResponse::of)
				: sent;
	}

}
