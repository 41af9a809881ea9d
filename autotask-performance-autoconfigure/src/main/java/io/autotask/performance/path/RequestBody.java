package io.autotask.performance.path;

import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The body of a captured request. It was written out once; what is sent is what came of
 * that.
 */
sealed interface RequestBody {

	/**
	 * Writes the body to the network, and with it the head of the request.
	 * @param output the request on its connection, with all its headers set
	 * @return ends when all is written
	 */
	Mono<Void> sendTo(ClientHttpRequest output);

	/** No body. */
	record None() implements RequestBody {

		@Override
		public Mono<Void> sendTo(ClientHttpRequest output) {
			return output.setComplete();
		}

	}

	/**
	 * A whole body, which can be sent any number of times.
	 *
	 * @param bytes the body
	 */
	record Whole(byte[] bytes) implements RequestBody {

		@Override
		public Mono<Void> sendTo(ClientHttpRequest output) {
			output.getHeaders().remove(HttpHeaders.TRANSFER_ENCODING);
			output.getHeaders().setContentLength(this.bytes.length);
			return output.writeWith(Mono.fromSupplier(() -> output.bufferFactory().wrap(this.bytes)));
		}

	}

	/**
	 * A body that is larger than what may be held in memory: what was read of it, then
	 * the rest as the network takes it. Whoever publishes it may not be able to begin
	 * again, so it is sent once; if it is not sent, it has to be discarded.
	 */
	final class Streamed implements RequestBody {

		private final Flux<DataBuffer> content;

		private final MonoSink<Void> taken;

		private final Mono<Void> written;

		private final Disposable writer;

		private final AtomicBoolean sent = new AtomicBoolean();

		/**
		 * A body.
		 * @param content all of it
		 * @param taken what its writer waits for: that the network took the content
		 * @param written the end of the writer
		 * @param writer who writes it; disposing of it ends the content
		 */
		Streamed(Flux<DataBuffer> content, MonoSink<Void> taken, Mono<Void> written, Disposable writer) {
			this.content = content;
			this.taken = taken;
			this.written = written;
			this.writer = writer;
		}

		@Override
		public Mono<Void> sendTo(ClientHttpRequest output) {
			return output.writeWith(Flux.defer(this::content).doOnDiscard(DataBuffer.class, DataBufferUtils::release))
				.doOnSuccess((nothing) -> this.taken.success())
				.doOnError(this.taken::error)
				.doOnCancel(this.writer::dispose)
				.then(this.written);
		}

		/**
		 * Ends the body, unless it is being sent or was.
		 */
		void discardUnlessSent() {
			if (this.sent.compareAndSet(false, true)) {
				this.writer.dispose();
			}
		}

		private Flux<DataBuffer> content() {
			if (!this.sent.compareAndSet(false, true)) {
				return Flux.error(new IllegalStateException(
						"The body of this request is too large to be held in memory, and was sent or discarded"));
			}
			// The writer ends after the content, or something went wrong with it.
			return this.content.takeUntilOther(this.written
				.then(Mono.error(() -> new IllegalStateException("The writer of the body ended before the body did"))));
		}

	}

}
