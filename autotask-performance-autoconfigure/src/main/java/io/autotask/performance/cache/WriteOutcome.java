package io.autotask.performance.cache;

import java.net.ConnectException;
import java.net.UnknownHostException;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AnswerContent;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * What is known of a write after it ended.
 */
enum WriteOutcome {

	/** The API carried it out, refused it, or never got it. */
	KNOWN,

	/** It may still be carried out, or may have been. */
	UNKNOWN;

	private static final int INTERNAL_SERVER_ERROR = 500;

	/**
	 * Of an answer: a 500 that lists errors is a refusal by validation; any other answer
	 * from 500 on says nothing about what happened behind it.
	 */
	static WriteOutcome of(@Nullable Answer answer) {
		if (answer == null) {
			return UNKNOWN;
		}
		if (answer.status() < INTERNAL_SERVER_ERROR) {
			return KNOWN;
		}
		if (answer.status() == INTERNAL_SERVER_ERROR && answer instanceof Answer.Whole whole) {
			AnswerContent content = AnswerContent.read(whole.response().bytes());
			return (content != null && content.errors()) ? KNOWN : UNKNOWN;
		}
		return UNKNOWN;
	}

	/**
	 * Of a response whose body is the caller's to read.
	 */
	static WriteOutcome of(@Nullable ClientResponse response) {
		return (response != null && response.statusCode().value() < INTERNAL_SERVER_ERROR) ? KNOWN : UNKNOWN;
	}

	/**
	 * Of a failure: where there was never a connection, the API never got the write.
	 */
	static WriteOutcome of(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
				return KNOWN;
			}
		}
		return UNKNOWN;
	}

}
