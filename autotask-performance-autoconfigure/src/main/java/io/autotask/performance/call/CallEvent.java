package io.autotask.performance.call;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What happened to a call. Published on the thread on which it happened, so a listener
 * must be quick.
 * <p>
 * The events of the first group form a ledger: each moves calls between "waiting" and one
 * of the ways in which a call can end up, so after every single event
 * {@code arrived + retries = sent + saved + not sent + waiting} holds.
 */
public sealed interface CallEvent {

	/**
	 * The call it happened to.
	 * @return the call
	 */
	ApiCall call();

	/**
	 * A caller asks: one more call is waiting.
	 *
	 * @param call the call
	 */
	record Arrived(ApiCall call) implements CallEvent {

	}

	/**
	 * Waiting calls were answered from memory.
	 *
	 * @param call one of the calls
	 * @param count how many
	 */
	record Recalled(ApiCall call, int count) implements CallEvent {

	}

	/**
	 * Waiting calls are answered by a call that was sent for somebody else.
	 *
	 * @param call one of the calls
	 * @param count how many
	 */
	record Shared(ApiCall call, int count) implements CallEvent {

	}

	/**
	 * A call that was thought to be shared waits again, because the answer can be read
	 * only once.
	 *
	 * @param call the call
	 */
	record Unshared(ApiCall call) implements CallEvent {

	}

	/**
	 * A call that was thought to be answered from memory waits again, because the answer
	 * is none for its caller.
	 *
	 * @param call the call
	 */
	record Unrecalled(ApiCall call) implements CallEvent {

	}

	/**
	 * Waiting calls are answered by one request that was sent for them and another one.
	 *
	 * @param call what was sent
	 * @param count how many, without the one that counts as sent
	 */
	record Batched(ApiCall call, int count) implements CallEvent {

	}

	/**
	 * A call that was thought to be answered together with others waits again, because
	 * that request failed or its caller went away.
	 *
	 * @param call the call
	 */
	record Unbatched(ApiCall call) implements CallEvent {

	}

	/**
	 * A waiting call is handed to the network.
	 *
	 * @param call the call
	 */
	record Departed(ApiCall call) implements CallEvent {

	}

	/**
	 * A call that was sent waits to be sent again.
	 *
	 * @param call the call
	 * @param cause why, such as {@code thread-limit}
	 */
	record RetryPlanned(ApiCall call, String cause) implements CallEvent {

	}

	/**
	 * Waiting calls will never be sent.
	 *
	 * @param call one of the calls
	 * @param end how they ended
	 * @param count how many
	 */
	record NotSent(ApiCall call, NotSentReason end, int count) implements CallEvent {

	}

	/**
	 * A call got a slot of its endpoint.
	 *
	 * @param call the call
	 * @param waited how long it was queued
	 */
	record SlotGranted(ApiCall call, Duration waited) implements CallEvent {

	}

	/**
	 * A request that departed waits for a connection.
	 *
	 * @param call the call
	 */
	record Connecting(ApiCall call) implements CallEvent {

	}

	/**
	 * A request that departed has a connection, and is written to it.
	 *
	 * @param call the call
	 * @param request the request as the HTTP client sees it
	 * @param departedAt when it departed, in nanoseconds of the time source
	 */
	record Connected(ApiCall call, NativeRequest request, long departedAt) implements CallEvent {

	}

	/**
	 * A request that departed does not wait for a connection any more, and got none.
	 *
	 * @param call the call
	 */
	record NotConnected(ApiCall call) implements CallEvent {

	}

	/**
	 * Several reads by id left as one query.
	 *
	 * @param call the query
	 * @param size how many
	 */
	record Merged(ApiCall call, int size) implements CallEvent {

	}

	/**
	 * The API turned a request away because too many ran at once.
	 *
	 * @param call the call
	 */
	record Rejected(ApiCall call) implements CallEvent {

	}

	/**
	 * The API answered, or the network failed. Told at the end of the body, also when it
	 * streams through.
	 *
	 * @param call the call
	 * @param status the status code, or null when there was no answer, or no whole one
	 * @param took from handing the request over to the last byte; when the body streams
	 * through, to where its reader takes over
	 * @param bytes what came of the body, after decompression
	 */
	record Returned(ApiCall call, @Nullable Integer status, Duration took, long bytes) implements CallEvent {

	}

	/**
	 * The API gave a whole answer to a read whose answer may be kept and shared. Told
	 * once for all who wait for it, before any of them has it.
	 *
	 * @param call the call
	 * @param response the answer, whatever its status
	 */
	record Answered(ApiCall call, BufferedResponse response) implements CallEvent {

	}

	/**
	 * It was looked up where in the application a call is made. Told for a few calls, and
	 * only while somebody wants to know.
	 *
	 * @param call the call
	 * @param site the place, see {@link CallSites}
	 */
	record Located(ApiCall call, String site) implements CallEvent {

	}

	/**
	 * The caller has what it asked for, or an error.
	 *
	 * @param call the call
	 * @param outcome how it ended
	 * @param status the status code, or null when there is none
	 * @param source where the answer is from, or null when there is none
	 * @param took how long the caller waited
	 * @param bytes the size of the body; zero when it streams through
	 * @param error what kind of exception it ended in, in one word, or null when it did
	 * not
	 * @param endedAt when it ended, in nanoseconds of the time source
	 */
	record Completed(ApiCall call, Outcome outcome, @Nullable Integer status, Serving.@Nullable Source source,
			Duration took, long bytes, @Nullable String error, long endedAt) implements CallEvent, Completion {

		static Completed of(Completion completion) {
			return new Completed(completion.call(), completion.outcome(),
					(completion.code() > 0) ? completion.code() : null, completion.source(),
					Duration.ofNanos(completion.nanos()), completion.bytes(), completion.error(), completion.endedAt());
		}

		@Override
		public int code() {
			return (this.status != null) ? this.status : 0;
		}

		@Override
		public long nanos() {
			return this.took.toNanos();
		}

	}

	/** How a call ended that was never sent. */
	enum NotSentReason {

		/** A limit refused it. */
		REFUSED,

		/** The API was left alone for a while. */
		CIRCUIT_OPEN,

		/** Its caller went away. */
		CANCELLED,

		/** It failed before it could be sent. */
		FAILED;

		/**
		 * How a call ended that failed in this way before it was sent.
		 * @param failure the failure
		 * @return the reason
		 */
		public static NotSentReason of(Throwable failure) {
			if (failure instanceof AutotaskRequestRefusedException refusal) {
				return (refusal.reason() == AutotaskRequestRefusedException.Reason.CIRCUIT_OPEN) ? CIRCUIT_OPEN
						: REFUSED;
			}
			return FAILED;
		}

	}

	/** How a call ended for its caller. */
	enum Outcome {

		/** An answer below 400. */
		SUCCESS,

		/** An answer of 400 or above, or an exception. */
		FAILURE,

		/** The caller went away. */
		CANCELLED

	}

}
