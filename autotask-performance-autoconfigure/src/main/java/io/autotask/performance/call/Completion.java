package io.autotask.performance.call;

import io.autotask.performance.call.CallEvent.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended for its caller. Good to read while a listener is told, and not to be
 * kept: what is behind it may go on.
 */
public interface Completion {

	/**
	 * The call that ended.
	 * @return the call
	 */
	ApiCall call();

	/**
	 * How it ended.
	 * @return the outcome
	 */
	Outcome outcome();

	/**
	 * The status of its answer.
	 * @return the status code, or 0 when there is none
	 */
	int code();

	/**
	 * Where the answer is from.
	 * @return the source, or null when there is no answer
	 */
	Serving.@Nullable Source source();

	/**
	 * How long the caller waited.
	 * @return nanoseconds
	 */
	long nanos();

	/**
	 * The size of the body.
	 * @return bytes; zero when it streams through
	 */
	long bytes();

	/**
	 * What kind of exception it ended in.
	 * @return one word, or null when it did not
	 */
	@Nullable String error();

	/**
	 * When it ended.
	 * @return nanoseconds of the time source
	 */
	long endedAt();

}
