package io.autotask.performance.optimizer.resilience;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.TimeSource;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

/**
 * The circuit breaker (M. Nygard, "Release It!", 2007) of one host, kept by Resilience4j:
 * when the API fails or hangs, it is left alone for a while, and then tried carefully.
 * Thread-safe: its own lock is never contended, and so never parks a thread, because it
 * is asked under the monitor of this object only, for the time of a few additions.
 */
final class Circuit {

	private final Origin origin;

	private final CircuitSettings settings;

	private final TimeSource time;

	private final CircuitBreaker breaker;

	private volatile long changedAt;

	Circuit(Origin origin, CircuitSettings settings, CircuitBreakerConfig config, TimeSource time) {
		this.origin = origin;
		this.settings = settings;
		this.time = time;
		this.changedAt = time.nanos();
		this.breaker = CircuitBreaker.of(origin.toString(), config);
		this.breaker.getEventPublisher().onStateTransition((event) -> this.changedAt = time.nanos());
	}

	/**
	 * Whether nothing passes now. Takes no permission.
	 */
	boolean isOpen() {
		return this.breaker.getState() == State.OPEN && left().compareTo(Duration.ZERO) > 0;
	}

	/**
	 * Asks for a permission, which is given back by {@link #over} or {@link #givenUp}.
	 */
	synchronized boolean tryPass() {
		return this.breaker.tryAcquirePermission();
	}

	synchronized void over(Outcome outcome, long nanos) {
		if (Failures.ofTheServer(outcome)) {
			Throwable failure = outcome.failure();
			this.breaker.onError(nanos, TimeUnit.NANOSECONDS,
					(failure != null) ? failure : BrokenServerException.INSTANCE);
		}
		else {
			this.breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
		}
	}

	synchronized void givenUp() {
		this.breaker.releasePermission();
	}

	State state() {
		return this.breaker.getState();
	}

	AutotaskRequestRefusedException refusal(ApiCall call) {
		Duration left = left();
		return new AutotaskRequestRefusedException(Reason.CIRCUIT_OPEN, left,
				"Autotask was not asked (" + call.inWords() + "): of the last calls to " + this.origin.host() + " "
						+ this.settings.failureRate() + " percent or more failed or took longer than "
						+ this.settings.slowCall() + ", so it is left alone for " + this.settings.open()
						+ " ('autotask.performance.optimization.circuit-breaker'). Ask again in " + left + ".");
	}

	private Duration left() {
		long left = this.changedAt + this.settings.open().toNanos() - this.time.nanos();
		return (this.breaker.getState() == State.OPEN && left > 0) ? Duration.ofNanos(left) : Duration.ZERO;
	}

	/** Stands for an answer that says that the server is broken. */
	private static final class BrokenServerException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private static final BrokenServerException INSTANCE = new BrokenServerException();

		private BrokenServerException() {
			super("The server is broken", null, false, false);
		}

	}

}
