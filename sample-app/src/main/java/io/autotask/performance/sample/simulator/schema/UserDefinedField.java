package io.autotask.performance.sample.simulator.schema;

import java.util.List;

/**
 * A field that the tenant has added to an entity. Its values are text on the wire,
 * whatever the type.
 *
 * @param index position in the entity's user-defined fields
 * @param values what a list takes, else empty
 */
public record UserDefinedField(int index, String name, Kind kind, List<String> values) {

	/** Types of user-defined fields. */
	public enum Kind {

		STRING, NUMBER, DATETIME, LIST;

		public String wireName() {
			return switch (this) {
				case STRING, LIST -> "string";
				case NUMBER -> "decimal";
				case DATETIME -> "datetime";
			};
		}

	}

}
