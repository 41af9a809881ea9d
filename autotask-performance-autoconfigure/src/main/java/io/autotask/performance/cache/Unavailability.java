package io.autotask.performance.cache;

import java.util.Set;

import io.autotask.performance.call.Answer;
import io.autotask.performance.call.AnswerContent;
import org.springframework.http.HttpStatus;

/**
 * Answers that say nothing about what was asked, but that the API cannot be asked now: it
 * throttles, or a proxy speaks in its place (RFC 5861, section 4). A 500 that lists
 * errors is an answer.
 */
final class Unavailability {

	private static final Set<Integer> STATUSES = Set.of(HttpStatus.TOO_MANY_REQUESTS.value(),
			HttpStatus.BAD_GATEWAY.value(), HttpStatus.SERVICE_UNAVAILABLE.value(), HttpStatus.GATEWAY_TIMEOUT.value());

	private Unavailability() {
	}

	static boolean isSaidBy(Answer answer) {
		if (STATUSES.contains(answer.status())) {
			return true;
		}
		if (answer.status() != HttpStatus.INTERNAL_SERVER_ERROR.value() || !(answer instanceof Answer.Whole whole)) {
			return false;
		}
		AnswerContent content = AnswerContent.read(whole.response().bytes());
		return content == null || !content.errors();
	}

}
