package io.autotask.performance.path;

import java.io.ByteArrayOutputStream;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.IncompleteAnswerException;
import io.autotask.performance.call.Serving;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;

/**
 * Reads the body of one response into memory. A body that turns out to be larger than
 * what may be held is handed on as a stream: what was read of it, then the rest as its
 * reader asks for it.
 * <p>
 * Every buffer is copied and released as it comes, so that at no time anything pooled is
 * held. Buffers are asked for one by one: when the body is handed over, none is on its
 * way.
 */
final class BodyReader extends BaseSubscriber<DataBuffer> {

	private final ClientResponse response;

	private final int maxBody;

	private final MonoSink<Answer> sink;

	private final ByteArrayOutputStream read = new ByteArrayOutputStream(4096);

	private @Nullable RestOfBody rest;

	private BodyReader(ClientResponse response, int maxBody, MonoSink<Answer> sink) {
		this.response = response;
		this.maxBody = maxBody;
		this.sink = sink;
	}

	/**
	 * Reads a response.
	 * @param maxBody the largest body to hold, in bytes
	 * @return the answer; cancelling it cancels the exchange
	 */
	static Mono<Answer> read(ClientResponse response, int maxBody) {
		return Mono.create((sink) -> {
			BodyReader reader = new BodyReader(response, maxBody, sink);
			sink.onCancel(reader);
			response.bodyToFlux(DataBuffer.class).subscribe(reader);
		});
	}

	@Override
	public Context currentContext() {
		return Context.of(this.sink.contextView());
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		request(1);
	}

	@Override
	protected void hookOnNext(DataBuffer buffer) {
		if (this.rest != null) {
			this.rest.next(buffer);
			return;
		}
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		this.read.writeBytes(bytes);
		if (this.read.size() > this.maxBody) {
			handOver();
		}
		else {
			request(1);
		}
	}

	@Override
	protected void hookOnComplete() {
		if (this.rest != null) {
			this.rest.end(null);
			return;
		}
		this.sink.success(new Answer.Whole(new BufferedResponse(this.response.statusCode().value(),
				this.response.headers().asHttpHeaders(), this.response.cookies(), this.read.toByteArray()),
				Serving.network(false)));
	}

	@Override
	protected void hookOnError(Throwable failure) {
		if (this.rest != null) {
			this.rest.end(failure);
			return;
		}
		this.sink.error(new IncompleteAnswerException(this.response.statusCode().value(),
				this.response.headers().asHttpHeaders(), failure));
	}

	private void handOver() {
		RestOfBody following = new RestOfBody(this::request, this::cancel);
		this.rest = following;
		byte[] first = this.read.toByteArray();
		Flux<DataBuffer> body = Flux
			.concat(Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(first))),
					Flux.from(following))
			.doOnCancel(this::cancel);
		HttpHeaders headers = this.response.headers().asHttpHeaders();
		this.sink
			.success(new Answer.Stream(this.response.statusCode().value(), headers, this.response.cookies(), body));
	}

}
