package io.autotask.performance.query;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One condition of a filter.
 */
public sealed interface Condition {

	/**
	 * A field compared with a value.
	 *
	 * @param operator the operator in any case; one that the API does not know is kept as
	 * it is, because the API ignores such a condition
	 * @param field the field as written
	 * @param userDefined whether it is a user-defined field
	 * @param value the value, or null when there is none, as with {@code exist}
	 */
	record Comparison(String operator, String field, boolean userDefined,
			@Nullable JsonNode value) implements Condition {

		/**
		 * The condition in words that may be logged.
		 * @return operator and field, without the value
		 */
		@Override
		public String toString() {
			return this.operator + " " + this.field;
		}

	}

	/**
	 * Conditions of which all, or one, must hold.
	 *
	 * @param operator {@code and} or {@code or}
	 * @param items the conditions
	 */
	record Group(String operator, List<Condition> items) implements Condition {

		public Group {
			items = List.copyOf(items);
		}

	}

}
