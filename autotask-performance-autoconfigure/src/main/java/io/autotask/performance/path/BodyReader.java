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
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Reads one body into memory. A body that turns out to be larger than what may be held is
 * handed on as a stream: what was read of it, then the rest as its reader asks for it.
 * <p>
 * Every buffer is copied and released as it comes, so that at no time anything pooled is
 * held. Buffers are asked for one by one: when the body is handed over, none is on its
 * way.
 */
final class BodyReader extends BaseSubscriber<DataBuffer> {

	private final int maxBody;

	private final Receiver receiver;

	private final Context context;

	private final ByteArrayOutputStream read = new ByteArrayOutputStream(4096);

	private @Nullable RestOfBody rest;

	/**
	 * A reader, to be subscribed to one body.
	 * @param maxBody the largest body to hold, in bytes
	 * @param receiver is told once what became of the body
	 * @param context the context to read it in
	 */
	BodyReader(int maxBody, Receiver receiver, ContextView context) {
		this.maxBody = maxBody;
		this.receiver = receiver;
		this.context = Context.of(context);
	}

	/**
	 * Reads a response.
	 * @param maxBody the largest body to hold, in bytes
	 * @return the answer; cancelling it cancels the exchange
	 */
	static Mono<Answer> read(ClientResponse response, int maxBody) {
		return Mono.create((sink) -> {
			BodyReader reader = new BodyReader(maxBody, new AnswerReceiver(response, sink), sink.contextView());
			sink.onCancel(reader);
			response.bodyToFlux(DataBuffer.class).subscribe(reader);
		});
	}

	@Override
	public Context currentContext() {
		return this.context;
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
		}
		else {
			this.receiver.whole(this.read.toByteArray());
		}
	}

	@Override
	protected void hookOnError(Throwable failure) {
		if (this.rest != null) {
			this.rest.end(failure);
		}
		else {
			this.receiver.brokeOff(this.read.toByteArray(), failure);
		}
	}

	private void handOver() {
		RestOfBody following = new RestOfBody(this::request, this::cancel);
		this.rest = following;
		byte[] first = this.read.toByteArray();
		this.receiver
			.tooLarge(Flux.concat(Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(first))),
					Flux.from(following))
				.doOnCancel(this::cancel));
	}

	/** What became of a body. */
	interface Receiver {

		/** All of it. */
		void whole(byte[] bytes);

		/** It is larger than what may be held: a stream of all of it, to be read once. */
		void tooLarge(Flux<DataBuffer> body);

		/** It ended too early. */
		void brokeOff(byte[] read, Throwable failure);

	}

	private record AnswerReceiver(ClientResponse response, MonoSink<Answer> sink) implements Receiver {

		@Override
		public void whole(byte[] bytes) {
			this.sink.success(new Answer.Whole(response(bytes), Serving.network(false)));
		}

		@Override
		public void tooLarge(Flux<DataBuffer> body) {
			this.sink.success(new Answer.Stream(this.response.statusCode().value(),
					this.response.headers().asHttpHeaders(), this.response.cookies(), body));
		}

		@Override
		public void brokeOff(byte[] read, Throwable failure) {
			this.sink.error(new IncompleteAnswerException(response(read), failure));
		}

		private BufferedResponse response(byte[] bytes) {
			return new BufferedResponse(this.response.statusCode().value(), this.response.headers().asHttpHeaders(),
					this.response.cookies(), bytes);
		}

	}

}
