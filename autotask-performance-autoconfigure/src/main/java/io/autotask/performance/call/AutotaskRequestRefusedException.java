package io.autotask.performance.call;

import java.time.Duration;

import org.springframework.web.reactive.function.client.WebClientException;

/**
 * A call that was not sent, because sending it would have broken a limit. The request
 * certainly did not run, so it may be repeated after {@link #retryAfter()}.
 */
public class AutotaskRequestRefusedException extends WebClientException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final Duration retryAfter;

	/**
	 * A refusal.
	 * @param reason why
	 * @param retryAfter when it is worth while to ask again
	 * @param message what happened, the value seen, the value allowed, what to do
	 */
	public AutotaskRequestRefusedException(Reason reason, Duration retryAfter, String message) {
		super(message);
		this.reason = reason;
		this.retryAfter = retryAfter;
	}

	/**
	 * Why the call was refused.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * When it is worth while to ask again.
	 * @return a duration from now, zero when that is not known
	 */
	public Duration retryAfter() {
		return this.retryAfter;
	}

	/**
	 * A refusal is a decision and may come in thousands: where in our own code it was
	 * made is of no use to anybody.
	 */
	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

	/** Why a call was refused. */
	public enum Reason {

		/** As many calls wait as may. */
		QUEUE_FULL,

		/** No slot came free in time. */
		QUEUE_TIMEOUT,

		/** The tenant's requests of this hour are used up. */
		BUDGET_EXHAUSTED,

		/** The API fails or hangs, and is left alone for a while. */
		CIRCUIT_OPEN,

		/** The caller's time-out cannot be met. */
		DEADLINE

	}

}
