package io.autotask.performance.sample.simulator.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Dates as the API writes and reads them: UTC, with up to three digits of a second whose
 * trailing zeros are left out.
 */
public final class WireDates {

	private static final DateTimeFormatter OUT = new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd'T'HH:mm:ss")
		.appendFraction(ChronoField.MILLI_OF_SECOND, 0, 3, true)
		.appendLiteral('Z')
		.toFormatter(Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private WireDates() {
	}

	public static String format(Instant instant) {
		return OUT.format(instant.truncatedTo(ChronoUnit.MILLIS));
	}

	/**
	 * Reads a date, with or without time and zone. Without a zone it is UTC.
	 * @return the moment, or {@code null} if the text is no date
	 */
	public static @Nullable Instant parse(String text) {
		String trimmed = text.trim();
		try {
			if (trimmed.length() <= 10) {
				return LocalDate.parse(trimmed).atStartOfDay().toInstant(ZoneOffset.UTC);
			}
			String date = trimmed.replace(' ', 'T');
			boolean zoned = date.endsWith("Z") || date.lastIndexOf('+') > 10 || date.lastIndexOf('-') > 10;
			return zoned ? OffsetDateTime.parse(date).toInstant() : LocalDateTime.parse(date).toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
