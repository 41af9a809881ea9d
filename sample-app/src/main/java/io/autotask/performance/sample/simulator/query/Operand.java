package io.autotask.performance.sample.simulator.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

import io.autotask.performance.sample.simulator.schema.FieldType;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import io.autotask.performance.sample.simulator.schema.WireDates;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Values that conditions compare. They are brought into one form for each type, so that
 * equal values are equal objects: text in lower case without trailing spaces, as the
 * database's collation sees it, and numbers without trailing zeros.
 */
final class Operand {

	private static final String NO_NUMBER = "Input string was not in a correct format.";

	private Operand() {
	}

	/** The value of a condition, read as generously as the API reads it. */
	static Comparable<?> of(FieldType type, JsonNode value) {
		if (value.isContainer()) {
			throw new RefusedException("Unexpected character encountered while parsing value: "
					+ (value.isArray() ? "[" : "{") + ". Path 'value'.");
		}
		return of(type, value.asString(""));
	}

	private static Comparable<?> of(FieldType type, String text) {
		return switch (type) {
			case INTEGER, LONG, SHORT -> whole(text);
			case DECIMAL, DOUBLE -> decimal(text);
			case BOOLEAN -> flag(text);
			case DATETIME -> date(text);
			case STRING -> collated(text);
		};
	}

	/** The value of a row in the same form. */
	static @Nullable Comparable<?> ofRow(@Nullable Object value) {
		if (value instanceof String text) {
			return collated(text);
		}
		if (value instanceof BigDecimal number) {
			return number.stripTrailingZeros();
		}
		return (Comparable<?>) value;
	}

	/** The value of a user-defined field, which is text, as a value of its type. */
	static @Nullable Comparable<?> ofRow(FieldType type, @Nullable String text) {
		if (text == null) {
			return null;
		}
		try {
			return of(type, text);
		}
		catch (RefusedException ex) {
			// Text that is no number or date compares with none.
			return null;
		}
	}

	/** The text that a textual operator looks into. */
	static String searchable(Object value) {
		String text = (value instanceof Instant instant) ? WireDates.format(instant) : value.toString();
		return text.toLowerCase(Locale.ROOT);
	}

	@SuppressWarnings("unchecked")
	static int compare(Comparable<?> left, Comparable<?> right) {
		return ((Comparable<Object>) left).compareTo(right);
	}

	private static String collated(String text) {
		return text.stripTrailing().toLowerCase(Locale.ROOT);
	}

	private static Long whole(String text) {
		if (isWord(text)) {
			return flag(text) ? 1L : 0L;
		}
		try {
			return new BigDecimal(text.trim()).longValueExact();
		}
		catch (ArithmeticException | NumberFormatException ex) {
			throw new RefusedException(NO_NUMBER);
		}
	}

	private static BigDecimal decimal(String text) {
		try {
			return new BigDecimal(text.trim()).stripTrailingZeros();
		}
		catch (NumberFormatException ex) {
			throw new RefusedException(NO_NUMBER);
		}
	}

	private static Boolean flag(String text) {
		return switch (text.trim().toLowerCase(Locale.ROOT)) {
			case "true", "1" -> true;
			case "false", "0" -> false;
			default -> throw new RefusedException("String was not recognized as a valid Boolean.");
		};
	}

	private static boolean isWord(String text) {
		return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
	}

	private static Instant date(String text) {
		Instant date = WireDates.parse(text);
		if (date == null) {
			throw new RefusedException("String was not recognized as a valid DateTime.");
		}
		return date;
	}

}
