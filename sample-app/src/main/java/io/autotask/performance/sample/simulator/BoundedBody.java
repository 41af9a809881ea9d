package io.autotask.performance.sample.simulator;

import java.io.ByteArrayOutputStream;

import io.autotask.performance.sample.simulator.api.ApiAnswer;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Reads the body of a request, up to a limit.
 */
final class BoundedBody {

	static final int LARGEST = 16 * 1024 * 1024;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

	private BoundedBody() {
	}

	/**
	 * The whole body.
	 * @return an error of {@link TooLarge} if it is larger than the limit
	 */
	static Mono<byte[]> read(HttpServerRequest request) {
		return request.receive()
			.asByteArray()
			.collect(BoundedBody::new, BoundedBody::add)
			.map((body) -> body.bytes.toByteArray());
	}

	/** Reads the whole body and forgets it. */
	static Mono<Void> skip(HttpServerRequest request) {
		return request.receive().then();
	}

	/** The answer to a body that is too large. */
	static ApiAnswer tooLarge() {
		return ApiAnswer.message(413, "The request entity is larger than " + LARGEST + " bytes.")
			.with("Connection", "close");
	}

	private void add(byte[] chunk) {
		if (this.bytes.size() + chunk.length > LARGEST) {
			throw new TooLarge();
		}
		this.bytes.writeBytes(chunk);
	}

	/** There is more than is read. */
	@SuppressWarnings("serial")
	static final class TooLarge extends RuntimeException {

		private TooLarge() {
			super("The body is larger than " + LARGEST + " bytes", null, false, false);
		}

	}

}
