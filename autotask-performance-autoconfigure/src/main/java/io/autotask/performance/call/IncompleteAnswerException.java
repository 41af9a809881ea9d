package io.autotask.performance.call;

import org.springframework.http.HttpHeaders;

/**
 * An answer whose body broke off. Passes the stages as a failure, and reaches the caller
 * as the response that it was, with a body that fails: so the caller sees what it would
 * see without us.
 */
public final class IncompleteAnswerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final transient HttpHeaders headers;

	private final transient Throwable bodyFailure;

	/**
	 * An answer that broke off.
	 * @param status the status code
	 * @param headers the headers as they came
	 * @param bodyFailure why the body ended
	 */
	public IncompleteAnswerException(int status, HttpHeaders headers, Throwable bodyFailure) {
		super("The body of an answer with status " + status + " broke off", bodyFailure);
		this.status = status;
		this.headers = headers;
		this.bodyFailure = bodyFailure;
	}

	/**
	 * The answer as a stream that fails.
	 * @return a stream with what is known of the answer
	 */
	public Answer.Stream asStream() {
		return Answer.Stream.failing(this.status, this.headers, this.bodyFailure);
	}

}
