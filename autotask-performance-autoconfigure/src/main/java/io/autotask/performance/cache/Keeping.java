package io.autotask.performance.cache;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.autotask.performance.call.AnswerContent;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.BufferedResponse;
import io.autotask.performance.call.Operation;
import io.autotask.performance.query.Condition;
import io.autotask.performance.query.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Whether an answer may be kept, and for how long: only whole, good ones are. A pure
 * decision.
 *
 * @param ttl how long it stays fresh
 * @param absent whether it says that there is no such row
 * @param content what it holds
 */
record Keeping(Duration ttl, boolean absent, AnswerContent content) {

	/**
	 * Decides.
	 * @return how to keep the answer, or null when it is not to be kept
	 */
	static @Nullable Keeping decide(ApiCall call, BufferedResponse response, CacheSettings settings) {
		if (response.status() != HttpStatus.OK.value() || !settings.keeps(call.entity())
				|| response.length() > settings.maxEntrySize() || !isJson(response)) {
			return null;
		}
		AnswerContent content = AnswerContent.read(response.bytes());
		if (content == null || content.errors() || isNextPage(call.query())) {
			return null;
		}
		Duration ttl = settings.ttl(call.entity(), call.operation());
		// A row in a child path is answered as a list of one.
		boolean absent = content.absent()
				|| (call.operation() == Operation.GET && content.rows() != null && content.rows().size() == 0);
		if (absent && settings.negativeTtl().compareTo(ttl) < 0) {
			ttl = settings.negativeTtl();
		}
		return (ttl.compareTo(Duration.ZERO) > 0) ? new Keeping(ttl, absent, content) : null;
	}

	/**
	 * Whether a query is one step of many over all rows, each from where the last one
	 * ended: nobody asks for the same step again, and all of them together would push out
	 * what is asked for again.
	 */
	private static boolean isNextPage(@Nullable Query query) {
		return query != null && query.filter() != null
				&& query.filter()
					.stream()
					.anyMatch((condition) -> condition instanceof Condition.Comparison comparison
							&& comparison.field().equalsIgnoreCase("id")
							&& List.of("gt", "gte").contains(comparison.operator().toLowerCase(Locale.ROOT))
							&& comparison.value() != null && comparison.value().asLong(0) > 0);
	}

	private static boolean isJson(BufferedResponse response) {
		String type = response.headers().getFirst(HttpHeaders.CONTENT_TYPE);
		return type != null && (type.regionMatches(true, 0, "application/json", 0, 16)
				|| type.regionMatches(true, 0, "text/json", 0, 9));
	}

}
