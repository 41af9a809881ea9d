package io.autotask.performance.call;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;

/**
 * How a stage answers a call: with the whole response, or, when the body is larger than
 * what may be held in memory, with a stream that can be read once.
 */
public sealed interface Answer {

	/**
	 * The status code.
	 * @return the status as it came
	 */
	int status();

	/**
	 * The headers.
	 * @return the headers as they came
	 */
	HttpHeaders headers();

	/**
	 * Where the answer is from.
	 * @return how the call was served
	 */
	Serving serving();

	/**
	 * A whole answer, which any number of callers may read.
	 *
	 * @param response the response
	 * @param serving how the call was served
	 * @param decoded what it was decoded to before, or null when that is not kept
	 */
	record Whole(BufferedResponse response, Serving serving, @Nullable DecodedObjects decoded) implements Answer {

		/**
		 * An answer that is decoded by each of its readers.
		 * @param response the response
		 * @param serving how the call was served
		 */
		public Whole(BufferedResponse response, Serving serving) {
			this(response, serving, null);
		}

		@Override
		public int status() {
			return this.response.status();
		}

		@Override
		public HttpHeaders headers() {
			return this.response.headers();
		}

		/**
		 * The same response, served in another way.
		 * @param serving how
		 * @return a new answer
		 */
		public Whole servedAs(Serving serving) {
			return new Whole(this.response, serving, this.decoded);
		}

	}

	/**
	 * An answer that streams through. One caller may read it; if nobody does, it has to
	 * be discarded, or its connection stays taken.
	 */
	final class Stream implements Answer {

		private final int status;

		private final HttpHeaders headers;

		private final MultiValueMap<String, ResponseCookie> cookies;

		private final Flux<DataBuffer> body;

		private final AtomicBoolean read = new AtomicBoolean();

		/**
		 * A stream.
		 * @param status the status code
		 * @param headers the headers as they came
		 * @param cookies the cookies that it sets
		 * @param body the body; subscribed to once
		 */
		public Stream(int status, HttpHeaders headers, MultiValueMap<String, ResponseCookie> cookies,
				Flux<DataBuffer> body) {
			this.status = status;
			this.headers = HttpHeaders.readOnlyHttpHeaders(headers);
			this.cookies = cookies;
			this.body = body;
		}

		@Override
		public int status() {
			return this.status;
		}

		@Override
		public HttpHeaders headers() {
			return this.headers;
		}

		@Override
		public Serving serving() {
			return Serving.network(false);
		}

		/**
		 * The cookies that the answer sets.
		 * @return the cookies
		 */
		public MultiValueMap<String, ResponseCookie> cookies() {
			return this.cookies;
		}

		/**
		 * The body, for the one who reads it.
		 * @return the body, which fails when it was read or discarded before
		 */
		public Flux<DataBuffer> body() {
			return Flux.defer(() -> this.read.compareAndSet(false, true) ? this.body
					: Flux.error(new IllegalStateException("The body of this answer is too large to be held in memory,"
							+ " and was read before, or by nobody for so long that its connection was closed")));
		}

		/**
		 * The same stream with something to do when it is over, read or not, before its
		 * reader sees the end.
		 * @param action what to do, with the number of bytes that passed
		 * @return a stream that takes the place of this one
		 */
		public Stream whenOver(LongConsumer action) {
			return new Stream(this.status, this.headers, this.cookies, Flux.defer(() -> {
				AtomicLong passed = new AtomicLong();
				AtomicBoolean over = new AtomicBoolean();
				Runnable end = () -> {
					if (over.compareAndSet(false, true)) {
						action.accept(passed.get());
					}
				};
				return body().doOnNext((buffer) -> passed.addAndGet(buffer.readableByteCount()))
					.doOnTerminate(end)
					.doOnCancel(end);
			}));
		}

		/**
		 * Ends the stream unread, unless its reader has begun.
		 */
		public void discardUnlessRead() {
			if (this.read.compareAndSet(false, true)) {
				// Nobody waits for it, so nobody misses its failure.
				this.body.onErrorComplete().subscribe(DataBufferUtils.releaseConsumer()).dispose();
			}
		}

	}

}
