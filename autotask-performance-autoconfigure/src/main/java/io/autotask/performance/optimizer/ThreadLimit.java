package io.autotask.performance.optimizer;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.BufferedResponse;
import org.springframework.http.HttpStatus;

/**
 * Recognises the API's answer to one request too many at once on an endpoint. It is
 * mostly a 429, but was seen with other statuses, so its text counts too. Such a request
 * was turned away before it ran.
 */
public final class ThreadLimit {

	private static final int LONGEST_TEXT = 64 * 1024;

	private ThreadLimit() {
	}

	/**
	 * Whether an answer is a rejection by the thread limit.
	 * @param answer the answer
	 * @return true when the request was turned away because too many ran at once
	 */
	public static boolean rejected(Answer answer) {
		if (answer.status() < HttpStatus.BAD_REQUEST.value() || !(answer instanceof Answer.Whole whole)) {
			return false;
		}
		String text = text(whole.response());
		boolean named = text.contains("itgenatr005")
				|| (text.contains("thread") && (text.contains("threshold") || text.contains("limit")));
		if (named) {
			return true;
		}
		// The hourly limit may use the same status, and names requests.
		return answer.status() == HttpStatus.TOO_MANY_REQUESTS.value() && !text.contains("request");
	}

	private static String text(BufferedResponse response) {
		int length = Math.min(response.bytes().length, LONGEST_TEXT);
		return new String(response.bytes(), 0, length, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
	}

}
