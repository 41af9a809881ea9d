package io.autotask.performance.benchmark;

import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** Why the rows of a run could not be found, in words. */
final class Failures {

	private Failures() {
	}

	static Throwable explained(Throwable failure) {
		if (failure instanceof WebClientResponseException refused) {
			int status = refused.getStatusCode().value();
			return new IllegalStateException("Autotask answered " + status + " when the rows were looked for"
					+ ((status == 401)
							? ": it does not accept the credentials. Check 'autotask.performance.api.username',"
									+ " '.secret', '.integration-code' and '.base-url'"
							: ""),
					refused);
		}
		if (failure instanceof WebClientRequestException unreachable) {
			return new IllegalStateException(
					"Autotask could not be reached at " + unreachable.getUri().getRawAuthority()
							+ ". Check 'autotask.performance.api.base-url', or start the simulator",
					unreachable);
		}
		return failure;
	}

}
