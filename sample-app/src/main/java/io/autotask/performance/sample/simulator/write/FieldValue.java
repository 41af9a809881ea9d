package io.autotask.performance.sample.simulator.write;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;

import io.autotask.performance.sample.simulator.schema.Field;
import io.autotask.performance.sample.simulator.schema.FieldType;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import io.autotask.performance.sample.simulator.schema.UserDefinedField;
import io.autotask.performance.sample.simulator.schema.WireDates;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads values of a write's body. Text that looks like a number is taken as one, as the
 * API's JSON reader does; a boolean for a number is not.
 */
final class FieldValue {

	private static final int MOST_DIGITS = 60;

	private FieldValue() {
	}

	static @Nullable Object read(Field field, JsonNode value) {
		if (value.isNull()) {
			return null;
		}
		if (value.isContainer()) {
			throw unexpected(field, value.isArray() ? "[" : "{");
		}
		return switch (field.type()) {
			case INTEGER, LONG, SHORT -> whole(field, value);
			case DECIMAL, DOUBLE -> decimal(field, value);
			case BOOLEAN -> flag(field, value);
			case DATETIME -> date(field, value.asString(""));
			case STRING -> text(field, value.asString(""));
		};
	}

	static String readUserDefined(UserDefinedField field, String value) {
		switch (field.kind()) {
			case NUMBER -> {
				BigDecimal number = number(value);
				if (number == null) {
					throw new RefusedException("Value [" + value + "] is not a number for " + field.name());
				}
				return number.setScale(4, RoundingMode.HALF_UP).toPlainString();
			}
			case DATETIME -> {
				Instant date = WireDates.parse(value);
				if (date == null) {
					throw new RefusedException("Value [" + value + "] is not a date for " + field.name());
				}
				return WireDates.format(date);
			}
			case LIST -> {
				if (!field.values().contains(value)) {
					throw new RefusedException("Picklist value [" + value + "] does not exist for " + field.name());
				}
				return value;
			}
			default -> {
				return value;
			}
		}
	}

	private static Object whole(Field field, JsonNode value) {
		if (value.isBoolean()) {
			throw unexpected(field, value.asString("").substring(0, 1));
		}
		BigDecimal number = number(field, value, "integer");
		try {
			long whole = number.longValueExact();
			if (field.type() != FieldType.LONG && (int) whole != whole) {
				throw new ArithmeticException();
			}
			return whole;
		}
		catch (ArithmeticException ex) {
			throw new RefusedException("JSON integer " + number.toPlainString()
					+ " is too large or small for an Int32. Path '" + field.name() + "'.");
		}
	}

	private static Object decimal(Field field, JsonNode value) {
		if (value.isBoolean()) {
			throw unexpected(field, value.asString("").substring(0, 1));
		}
		return number(field, value, "decimal").setScale(4, RoundingMode.HALF_UP);
	}

	private static BigDecimal number(Field field, JsonNode value, String type) {
		BigDecimal number = number(value.asString(""));
		if (number == null) {
			throw new RefusedException("Could not convert string to " + type + ": " + value.asString("") + ". Path '"
					+ field.name() + "'.");
		}
		return number;
	}

	/** A number of a size that can be worked with, or {@code null}. */
	private static @Nullable BigDecimal number(String text) {
		try {
			BigDecimal number = new BigDecimal(text.trim());
			return (Math.abs((long) number.scale()) + number.precision() <= MOST_DIGITS) ? number : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static Object flag(Field field, JsonNode value) {
		return switch (value.asString("").trim().toLowerCase(Locale.ROOT)) {
			case "true", "1" -> true;
			case "false", "0" -> false;
			default -> throw new RefusedException(
					"Could not convert string to boolean: " + value.asString("") + ". Path '" + field.name() + "'.");
		};
	}

	private static Object date(Field field, String text) {
		Instant date = WireDates.parse(text);
		if (date == null) {
			throw new RefusedException(
					"Could not convert string to DateTime: " + text + ". Path '" + field.name() + "'.");
		}
		return date;
	}

	private static Object text(Field field, String text) {
		if (text.length() > field.length()) {
			throw new RefusedException(
					"Value exceeds the maximum length of " + field.length() + " for " + field.name());
		}
		return text;
	}

	private static RefusedException unexpected(Field field, String character) {
		return new RefusedException("Unexpected character encountered while parsing value: " + character + ". Path '"
				+ field.name() + "'.");
	}

}
