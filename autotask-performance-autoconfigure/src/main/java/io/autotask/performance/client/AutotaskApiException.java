package io.autotask.performance.client;

import java.util.List;

/**
 * An answer of the API that is not what was asked for. The message is made of Autotask's
 * own words; they may quote values of the request, so they are for the one who made it,
 * not for a public page.
 */
public class AutotaskApiException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final transient List<String> errors;

	/**
	 * An error.
	 * @param status the status code of the answer
	 * @param errors Autotask's own words, possibly none
	 * @param message what was asked, and what came back
	 */
	public AutotaskApiException(int status, List<String> errors, String message) {
		super(message);
		this.status = status;
		this.errors = List.copyOf(errors);
	}

	/**
	 * The status code of the answer. Autotask answers most mistakes with 500.
	 * @return the status code
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Autotask's own words.
	 * @return the texts, in the order in which they came; empty when there were none
	 */
	public List<String> errors() {
		return (this.errors != null) ? this.errors : List.of();
	}

}
