package io.autotask.performance.client.scan;

import org.jspecify.annotations.Nullable;

/**
 * A page that cannot be read. The message says why and quotes no value but ids.
 */
class UnreadablePageException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnreadablePageException(String why) {
		this(why, null);
	}

	UnreadablePageException(String why, @Nullable Throwable cause) {
		super("The page is unreadable: " + why, cause);
	}

}
