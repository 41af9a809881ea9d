package io.autotask.performance.cache;

import java.time.Duration;

import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Whether an answer may be kept, and for how long: only whole, good ones are. A pure
 * decision.
 *
 * @param ttl how long it stays fresh
 * @param absent whether it says that there is no such row
 * @param linked whether it links to another page
 */
record Keeping(Duration ttl, boolean absent, boolean linked) {

	/**
	 * Decides.
	 * @return how to keep the answer, or null when it is not to be kept
	 */
	static @Nullable Keeping decide(ApiCall call, BufferedResponse response, CacheSettings settings) {
		if (response.status() != HttpStatus.OK.value() || !settings.keeps(call.entity())
				|| response.bytes().length > settings.maxEntrySize() || !isJson(response)) {
			return null;
		}
		AnswerContent content = AnswerContent.read(response.bytes());
		if (content == null || content.errors()) {
			return null;
		}
		Duration ttl = settings.ttl(call.entity(), call.operation());
		// A row in a child path is answered as a list of one.
		boolean absent = content.absent()
				|| (call.operation() == Operation.GET && content.rows() != null && content.rows().size() == 0);
		if (absent && settings.negativeTtl().compareTo(ttl) < 0) {
			ttl = settings.negativeTtl();
		}
		return (ttl.compareTo(Duration.ZERO) > 0) ? new Keeping(ttl, absent, content.linked()) : null;
	}

	private static boolean isJson(BufferedResponse response) {
		String type = response.headers().getFirst(HttpHeaders.CONTENT_TYPE);
		return type != null && (type.regionMatches(true, 0, "application/json", 0, 16)
				|| type.regionMatches(true, 0, "text/json", 0, 9));
	}

}
