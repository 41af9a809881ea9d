package io.autotask.performance.sample.simulator.schema;

import java.util.List;

/**
 * The API refuses a request with the given words: a status of 500 and
 * {@code {"errors":[…]}}.
 */
@SuppressWarnings("serial")
public final class RefusedException extends RuntimeException {

	private final List<String> errors;

	public RefusedException(String error) {
		this(List.of(error));
	}

	public RefusedException(List<String> errors) {
		super(String.join("; ", errors), null, false, false);
		this.errors = List.copyOf(errors);
	}

	public List<String> errors() {
		return this.errors;
	}

}
