package io.autotask.performance.query;

import org.jspecify.annotations.Nullable;

/**
 * A query that is not understood completely. It is sent as it is, but its answer is not
 * kept. The message names no value of the query.
 */
public class UnreadableQueryException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnreadableQueryException(String message) {
		this(message, null);
	}

	UnreadableQueryException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
