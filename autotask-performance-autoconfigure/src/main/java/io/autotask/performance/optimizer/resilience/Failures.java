package io.autotask.performance.optimizer.resilience;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.AutotaskTimeoutException;
import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.IncompleteAnswerException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Tells failures apart: what may be over soon from what is final, and what provably did
 * not run from what may have. Pure.
 */
final class Failures {

	private static final int TOO_MANY_REQUESTS = 429;

	private static final int INTERNAL_SERVER_ERROR = 500;

	/** Answers of a gateway, or of a server that is busy. */
	private static final Set<Integer> PASSING = Set.of(408, 425, TOO_MANY_REQUESTS, 502, 503, 504);

	/** Answers of a gateway behind which a write may have run. */
	private static final Set<Integer> UNKNOWN = Set.of(408, 502, 503, 504);

	/**
	 * What the database behind the API says when requests got in each other's way. Any
	 * other text of a 500 is a message for people, mostly about what they sent.
	 */
	private static final List<String> PASSING_TEXTS = List.of("deadlock victim", "was deadlocked on lock",
			"lock request time out", "execution timeout expired", "timeout expired. the timeout period elapsed");

	/** By name, because the classes are internal to the HTTP client. */
	private static final Set<String> BEFORE_THE_WIRE = Set.of("PoolAcquireTimeoutException",
			"PoolAcquirePendingLimitException", "PoolShutdownException");

	private static final int LONGEST_TEXT = 16 * 1024;

	private static final int MOST_CAUSES = 10;

	private Failures() {
	}

	/**
	 * Why an attempt of a read failed in a way that may be over soon.
	 * @return the cause in one word, or null when it did not
	 */
	static @Nullable String passing(Outcome outcome) {
		if (outcome.answer() != null) {
			return passing(outcome.answer());
		}
		Throwable failure = outcome.failure();
		if (failure instanceof AutotaskTimeoutException) {
			return "timeout";
		}
		if (failure instanceof IncompleteAnswerException) {
			return "broken-off";
		}
		return (failure instanceof WebClientRequestException) ? "network" : null;
	}

	/**
	 * Why an attempt provably did not run, and may be made again, whatever it was.
	 * @return the cause in one word, or null when it may have run
	 */
	static @Nullable String notRun(Outcome outcome) {
		if (outcome.answer() != null) {
			return (outcome.answer().status() == TOO_MANY_REQUESTS) ? String.valueOf(TOO_MANY_REQUESTS) : null;
		}
		Throwable failure = outcome.failure();
		return (failure instanceof WebClientRequestException && neverLeft(failure)) ? "connect" : null;
	}

	/**
	 * Whether nobody knows if what was asked was done.
	 */
	static boolean open(Outcome outcome) {
		Answer answer = outcome.answer();
		if (answer != null) {
			return UNKNOWN.contains(answer.status()) || (answer.status() == INTERNAL_SERVER_ERROR
					&& !(answer instanceof Answer.Whole whole && listsErrors(whole.response())));
		}
		Throwable failure = outcome.failure();
		return failure instanceof AutotaskTimeoutException || failure instanceof IncompleteAnswerException
				|| (failure instanceof WebClientRequestException && !neverLeft(failure));
	}

	/**
	 * Whether the API, or what is before it, is broken. What it refuses is not.
	 */
	static boolean ofTheServer(Outcome outcome) {
		Answer answer = outcome.answer();
		if (answer == null) {
			return passing(outcome) != null;
		}
		if (answer.status() == INTERNAL_SERVER_ERROR) {
			return !(answer instanceof Answer.Whole whole) || !listsErrors(whole.response()) || passing(answer) != null;
		}
		return answer.status() > INTERNAL_SERVER_ERROR;
	}

	private static @Nullable String passing(Answer answer) {
		if (PASSING.contains(answer.status())) {
			return String.valueOf(answer.status());
		}
		if (answer.status() != INTERNAL_SERVER_ERROR || !(answer instanceof Answer.Whole whole)) {
			return null;
		}
		String text = text(whole.response());
		return PASSING_TEXTS.stream().anyMatch(text::contains) ? "in-each-others-way" : null;
	}

	private static boolean listsErrors(BufferedResponse response) {
		AnswerContent content = AnswerContent.read(response.bytes());
		return content != null && content.errors();
	}

	private static boolean neverLeft(Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
			if (cause instanceof ConnectException || cause instanceof UnknownHostException
					|| cause instanceof NoRouteToHostException
					|| BEFORE_THE_WIRE.contains(cause.getClass().getSimpleName())) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	private static String text(BufferedResponse response) {
		int length = Math.min(response.bytes().length, LONGEST_TEXT);
		return new String(response.bytes(), 0, length, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
	}

}
