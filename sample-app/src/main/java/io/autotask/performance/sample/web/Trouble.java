package io.autotask.performance.sample.web;

import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.client.AutotaskApiException;
import io.autotask.performance.sample.desk.TicketNotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Something that went wrong, in words for the one at the desk.
 *
 * @param status the status code of our own answer
 * @param title what is the matter
 * @param detail what can be done about it
 * @param ours whether whoever runs the desk has to look into it
 */
record Trouble(HttpStatus status, String title, String detail, boolean ours) {

	private static final int UNAUTHORIZED = 401;

	static Trouble of(TicketNotFoundException failure) {
		return new Trouble(HttpStatus.NOT_FOUND, "No such ticket", String.valueOf(failure.getMessage()), false);
	}

	static Trouble of(AutotaskApiException failure) {
		if (failure.status() == UNAUTHORIZED) {
			return credentials();
		}
		if (failure.errors().isEmpty()) {
			return new Trouble(HttpStatus.BAD_GATEWAY, "Autotask has a problem", String.valueOf(failure.getMessage()),
					true);
		}
		return new Trouble(HttpStatus.UNPROCESSABLE_CONTENT, "Autotask did not accept this",
				String.join(" ", failure.errors()), false);
	}

	static Trouble of(WebClientResponseException failure) {
		if (failure.getStatusCode().value() == UNAUTHORIZED) {
			return credentials();
		}
		return new Trouble(HttpStatus.BAD_GATEWAY, "Autotask has a problem",
				"Autotask answered " + failure.getStatusCode().value() + ".", true);
	}

	static Trouble of(WebClientRequestException failure) {
		return new Trouble(HttpStatus.SERVICE_UNAVAILABLE, "Autotask cannot be reached",
				"No connection to " + failure.getUri().getScheme() + "://" + failure.getUri().getAuthority()
						+ ". Check the network and 'autotask.performance.api.base-url'.",
				true);
	}

	static Trouble of(AutotaskRequestRefusedException failure) {
		return new Trouble(HttpStatus.SERVICE_UNAVAILABLE, "Too much is going on", String.valueOf(failure.getMessage()),
				true);
	}

	private static Trouble credentials() {
		return new Trouble(HttpStatus.BAD_GATEWAY, "Autotask does not accept the credentials",
				"Check 'autotask.performance.api.username', '.secret' and '.integration-code', and that "
						+ "'.base-url' is the user's zone.",
				true);
	}

}
