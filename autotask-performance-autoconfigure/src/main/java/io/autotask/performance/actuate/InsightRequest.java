package io.autotask.performance.actuate;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * What is asked of the insights endpoint, checked.
 */
final class InsightRequest {

	static final List<String> SEVERITIES = List.of("info", "warning", "critical");

	static final List<String> STATUSES = List.of("open", "dismissed", "snoozed", "applied", "verified", "resolved");

	private static final List<String> REASONS = List.of("accepted-risk", "not-applicable", "low-priority",
			"false-positive", "other");

	private static final int MOST = 1_000;

	private static final int LONGEST_NOTE = 500;

	private static final Duration SHORTEST = Duration.ofSeconds(5);

	private static final Duration LONGEST = Duration.ofDays(365);

	private InsightRequest() {
	}

	static @Nullable String oneOf(String field, @Nullable String value, List<String> allowed) {
		if (value == null || value.isBlank()) {
			return null;
		}
		String word = value.trim().toLowerCase(Locale.ROOT);
		if (!allowed.contains(word)) {
			throw new InvalidRequestException(field,
					"'" + field + "' is '" + value + "', allowed are " + String.join(", ", allowed));
		}
		return word;
	}

	static int limit(@Nullable String value) {
		if (value == null || value.isBlank()) {
			return 100;
		}
		try {
			int limit = Integer.parseInt(value.trim());
			if (limit >= 1 && limit <= MOST) {
				return limit;
			}
		}
		catch (NumberFormatException ex) {
			// Said below.
		}
		throw new InvalidRequestException("limit", "'limit' is '" + value + "', allowed are 1 to " + MOST);
	}

	static String reason(@Nullable String value) {
		String reason = oneOf("reason", value, REASONS);
		if (reason == null) {
			throw new InvalidRequestException("reason",
					"A reason is needed to dismiss it: one of " + String.join(", ", REASONS));
		}
		return reason;
	}

	static @Nullable String note(@Nullable String value) {
		if (value != null && value.length() > LONGEST_NOTE) {
			throw new InvalidRequestException("note",
					"'note' has " + value.length() + " characters, allowed are " + LONGEST_NOTE);
		}
		return (value == null || value.isBlank()) ? null : value.trim();
	}

	static @Nullable Duration duration(String field, @Nullable String value) {
		if (value == null || value.isBlank()) {
			return null;
		}
		try {
			Duration duration = DurationStyle.detectAndParse(value.trim());
			if (duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0) {
				return duration;
			}
		}
		catch (IllegalArgumentException ex) {
			// Said below.
		}
		throw new InvalidRequestException(field,
				"'" + field + "' is '" + value + "', allowed are durations from 5s to 365d, such as 7d");
	}

	static List<String> ids(@Nullable String value) {
		List<String> ids = (value == null) ? List.of()
				: Arrays.stream(value.split(",")).map(String::trim).filter((id) -> !id.isEmpty()).toList();
		if (ids.isEmpty() || ids.size() > 50) {
			throw new InvalidRequestException("ids",
					"'ids' names " + ids.size() + " insights, allowed are 1 to 50, separated by commas");
		}
		return ids;
	}

	/** Something in a request is not allowed. */
	static final class InvalidRequestException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final String field;

		InvalidRequestException(String field, String message) {
			super(message);
			this.field = field;
		}

		String field() {
			return this.field;
		}

	}

}
