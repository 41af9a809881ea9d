package io.autotask.performance.optimizer;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Reads {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date.
 */
public final class RetryAfter {

	private RetryAfter() {
	}

	/**
	 * How long a server asks to be left alone.
	 * @param headers the headers of its answer
	 * @param now the wall clock, which a date is compared with
	 * @return the pause, or null when it asks for none, for a negative one, or in words
	 * that nobody understands
	 */
	public static @Nullable Duration of(HttpHeaders headers, Instant now) {
		String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (value == null) {
			return null;
		}
		Duration asked = value.trim().matches("-?\\d{1,18}") ? Duration.ofSeconds(Long.parseLong(value.trim()))
				: untilDate(value.trim(), now);
		return (asked != null && asked.compareTo(Duration.ZERO) > 0) ? asked : null;
	}

	private static @Nullable Duration untilDate(String date, Instant now) {
		try {
			return Duration.between(now, ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME));
		}
		catch (DateTimeException ex) {
			// Nonsense: our own pause does as well.
			return null;
		}
	}

}
