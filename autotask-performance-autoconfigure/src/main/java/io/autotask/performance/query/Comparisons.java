package io.autotask.performance.query;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares a value of a row with one of a filter as the API does, as far as that is
 * known. Behind the API is a database whose collation and rounding are not published, so
 * whatever depends on them is unknown: letters in another case, letters beyond ASCII,
 * spaces at the end, fractions of a second, the order of texts.
 */
final class Comparisons {

	private static final Pattern DATE = Pattern
		.compile("\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:?\\d{2})?)?");

	private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

	/** A date without a time may be of any zone. */
	private static final Duration DAY_IS_UNCERTAIN = Duration.ofHours(26);

	private static final Duration TIME_IS_UNCERTAIN = Duration.ofSeconds(1);

	private Comparisons() {
	}

	/**
	 * Whether two values are the same.
	 */
	static Truth isEqual(JsonNode row, JsonNode wanted) {
		Integer order = order(row, wanted);
		if (order != null) {
			return Truth.of(order == 0);
		}
		if (row.isBoolean() && wanted.isBoolean()) {
			return Truth.of(row.booleanValue() == wanted.booleanValue());
		}
		if (!row.isString() || !wanted.isString()) {
			return Truth.UNKNOWN;
		}
		String text = row.stringValue();
		String other = wanted.stringValue();
		if (text.equals(other)) {
			return Truth.TRUE;
		}
		if (!isPlain(text) || !isPlain(other) || isDate(text) || isDate(other)) {
			return Truth.UNKNOWN;
		}
		return text.stripTrailing().equalsIgnoreCase(other.stripTrailing()) ? Truth.UNKNOWN : Truth.FALSE;
	}

	/**
	 * The order of two values.
	 * @return negative, zero or positive, or null when it is not known
	 */
	static @Nullable Integer order(JsonNode row, JsonNode wanted) {
		BigDecimal number = number(row);
		BigDecimal other = number(wanted);
		// Two texts that look like numbers are still compared as texts.
		if (number != null && other != null && (row.isNumber() || wanted.isNumber())) {
			return number.compareTo(other);
		}
		return (row.isString() && wanted.isString()) ? orderOfDates(row.stringValue(), wanted.stringValue()) : null;
	}

	private static @Nullable Integer orderOfDates(String row, String wanted) {
		Instant instant = instant(row);
		Instant other = instant(wanted);
		if (instant == null || other == null) {
			return null;
		}
		if (row.equals(wanted) || (instant.equals(other) && row.length() > 10 && wanted.length() > 10)) {
			return 0;
		}
		boolean days = row.length() == 10 || wanted.length() == 10;
		Duration uncertain = days ? DAY_IS_UNCERTAIN : TIME_IS_UNCERTAIN;
		return (Duration.between(instant, other).abs().compareTo(uncertain) < 0) ? null : instant.compareTo(other);
	}

	/**
	 * Whether a text holds another one at some place.
	 */
	static Truth holds(JsonNode row, JsonNode wanted, Place place) {
		if (!row.isString() || !wanted.isString()) {
			return Truth.UNKNOWN;
		}
		String text = row.stringValue();
		String part = wanted.stringValue();
		if (part.isEmpty() || part.chars().anyMatch((character) -> "%_[]^".indexOf(character) >= 0)) {
			return Truth.UNKNOWN;
		}
		if (!part.endsWith(" ") && place.holds(text, part)) {
			return Truth.TRUE;
		}
		if (!isPlain(text) || !isPlain(part)) {
			return Truth.UNKNOWN;
		}
		String lowerText = text.toLowerCase(Locale.ROOT);
		String lowerPart = part.toLowerCase(Locale.ROOT).stripTrailing();
		boolean maybe = place.holds(lowerText, lowerPart) || place.holds(lowerText.stripTrailing(), lowerPart);
		return maybe ? Truth.UNKNOWN : Truth.FALSE;
	}

	private static boolean isPlain(String text) {
		return text.chars().allMatch((character) -> character >= ' ' && character < 127);
	}

	private static boolean isDate(String text) {
		return DATE.matcher(text).matches();
	}

	private static @Nullable BigDecimal number(JsonNode node) {
		if (node.isNumber()) {
			return node.decimalValue();
		}
		return (node.isString() && NUMBER.matcher(node.stringValue()).matches()) ? new BigDecimal(node.stringValue())
				: null;
	}

	private static @Nullable Instant instant(String text) {
		if (!isDate(text)) {
			return null;
		}
		try {
			if (text.length() == 10) {
				return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
			}
			boolean zoned = text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > 10;
			return zoned ? OffsetDateTime.parse(text).toInstant() : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeException ex) {
			// It only looks like a date.
			return null;
		}
	}

	/** Where in a text another one is looked for. */
	enum Place {

		START {

			@Override
			boolean holds(String text, String part) {
				return text.startsWith(part);
			}

		},

		END {

			@Override
			boolean holds(String text, String part) {
				return text.endsWith(part);
			}

		},

		ANYWHERE {

			@Override
			boolean holds(String text, String part) {
				return text.contains(part);
			}

		};

		abstract boolean holds(String text, String part);

	}

}
