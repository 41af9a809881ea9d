package io.autotask.performance.optimizer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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

	/**
	 * How the API names it; a validation message may well speak of threads and limits.
	 */
	private static final List<String> NAMES = List.of("itgenatr005", "thread threshold");

	/** Answers of a gateway: the request may have run behind it. */
	private static final Set<Integer> FROM_ELSEWHERE = Set.of(HttpStatus.BAD_GATEWAY.value(),
			HttpStatus.SERVICE_UNAVAILABLE.value(), HttpStatus.GATEWAY_TIMEOUT.value());

	private ThreadLimit() {
	}

	/**
	 * Whether an answer is a rejection by the thread limit.
	 * @param answer the answer
	 * @return true when the request was turned away because too many ran at once
	 */
	public static boolean rejected(Answer answer) {
		if (answer.status() < HttpStatus.BAD_REQUEST.value() || FROM_ELSEWHERE.contains(answer.status())
				|| !(answer instanceof Answer.Whole whole)) {
			return false;
		}
		return isNamed(text(whole.response()))
				|| (answer.status() == HttpStatus.TOO_MANY_REQUESTS.value() && !HourlyLimit.rejected(answer));
	}

	static boolean isNamed(String text) {
		return NAMES.stream().anyMatch(text::contains);
	}

	static String text(BufferedResponse response) {
		byte[] bytes = response.bytes();
		return new String(bytes, 0, Math.min(bytes.length, LONGEST_TEXT), StandardCharsets.UTF_8)
			.toLowerCase(Locale.ROOT);
	}

}
