package io.autotask.performance.call;

import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

/**
 * An answer whose body broke off. Passes the stages as a failure, and reaches the caller
 * as the response that it was, with a body that fails where it broke off: so the caller
 * sees what it would see without us.
 */
public final class IncompleteAnswerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient BufferedResponse read;

	private final transient Throwable bodyFailure;

	private final transient AtomicBoolean handedOut = new AtomicBoolean();

	/**
	 * An answer that broke off.
	 * @param read what came of it
	 * @param bodyFailure why the body ended
	 */
	public IncompleteAnswerException(BufferedResponse read, Throwable bodyFailure) {
		super("The body of an answer with status " + read.status() + " broke off", bodyFailure);
		this.read = read;
		this.bodyFailure = bodyFailure;
	}

	/**
	 * How much of the body came.
	 * @return the number of bytes
	 */
	public int bytesRead() {
		return this.read.length();
	}

	/**
	 * The answer as a stream that fails after what came of it. One of several callers who
	 * shared it gets what belongs to the exchange, such as its cookies.
	 * @return a stream of its own for each caller
	 */
	public Answer.Stream asStream() {
		BufferedResponse response = this.handedOut.compareAndSet(false, true) ? this.read
				: this.read.withoutExchangeHeaders();
		Flux<DataBuffer> failing = Flux.error(this.bodyFailure);
		Flux<DataBuffer> body = (bytesRead() == 0) ? failing
				: Flux.concat(
						Flux.defer(
								() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(response.readOnlyBody()))),
						failing);
		return new Answer.Stream(response.status(), response.headers(), response.cookies(), body);
	}

}
