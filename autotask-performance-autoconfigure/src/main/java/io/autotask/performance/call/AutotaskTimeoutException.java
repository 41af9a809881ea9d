package io.autotask.performance.call;

import java.time.Duration;

import org.springframework.web.reactive.function.client.WebClientException;

/**
 * A request that was sent and not answered in time. A write may have run all the same, so
 * it is not sent again.
 */
public class AutotaskTimeoutException extends WebClientException {

	private static final long serialVersionUID = 1L;

	private final Duration waited;

	/**
	 * A request without an answer.
	 * @param call what was asked
	 * @param waited how long an answer was waited for
	 */
	public AutotaskTimeoutException(ApiCall call, Duration waited) {
		super("Autotask did not answer (" + call.inWords() + ") within " + waited
				+ ", which is as long as one answer may take ('autotask.performance.optimization.attempt-timeout')."
				+ (call.write() ? " It may have been carried out all the same: look before you ask again."
						: " Ask for less at once, or raise the property."));
		this.waited = waited;
	}

	/**
	 * How long an answer was waited for.
	 * @return the time-out of one attempt
	 */
	public Duration waited() {
		return this.waited;
	}

}
