package io.autotask.performance.optimizer;

import java.util.List;

import io.autotask.performance.call.Answer;
import org.springframework.http.HttpStatus;

/**
 * Recognises the API's answer to a tenant whose requests of the hour are used up. Nobody
 * has written down its status and words, so both are taken broadly where they cannot be a
 * message about what was sent. Such a request was turned away before it ran.
 */
public final class HourlyLimit {

	/** What a 429 says when it is not about threads. */
	private static final List<String> NAMES = List.of("request threshold", "requests per", "hour", "60 minutes");

	private static final String NUMBER = "(?s).*threshold of [0-9,.]+ (external )?requests.*";

	private HourlyLimit() {
	}

	/**
	 * Whether an answer is a rejection by the hourly limit.
	 * @param answer the answer
	 * @return true when the request was turned away because the hour is used up
	 */
	public static boolean rejected(Answer answer) {
		if (answer.status() < HttpStatus.BAD_REQUEST.value() || !(answer instanceof Answer.Whole whole)) {
			return false;
		}
		boolean throttled = answer.status() == HttpStatus.TOO_MANY_REQUESTS.value();
		boolean failed = answer.status() == HttpStatus.INTERNAL_SERVER_ERROR.value()
				|| answer.status() == HttpStatus.FORBIDDEN.value();
		if (!throttled && !failed) {
			return false;
		}
		String text = ThreadLimit.text(whole.response());
		if (ThreadLimit.isNamed(text)) {
			return false;
		}
		return text.matches(NUMBER) || text.contains("request threshold exceeded")
				|| (throttled && NAMES.stream().anyMatch(text::contains));
	}

}
