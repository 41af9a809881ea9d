package io.autotask.performance.sample.simulator.schema;

import java.util.Locale;

/**
 * Type of a field, named as entity information names it. In memory a value is a
 * {@link Long} for the three integer types, a {@link java.math.BigDecimal} for the two
 * types with decimals, an {@link java.time.Instant} for a date, else a {@link String} or
 * a {@link Boolean}.
 */
public enum FieldType {

	INTEGER, LONG, SHORT, DECIMAL, DOUBLE, STRING, DATETIME, BOOLEAN;

	public boolean isIntegral() {
		return this == INTEGER || this == LONG || this == SHORT;
	}

	/** The name on the wire. */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
