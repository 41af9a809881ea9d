package io.autotask.performance.sample.simulator.query;

import org.jspecify.annotations.Nullable;

/**
 * What a condition may say of a field.
 */
enum Operator {

	EQ("eq"), NOT_EQ("noteq"), GT("gt"), GTE("gte"), LT("lt"), LTE("lte"), BEGINS_WITH("beginsWith"),
	ENDS_WITH("endsWith"), CONTAINS("contains"), EXIST("exist"), NOT_EXIST("notExist"), IN("in"), NOT_IN("notIn");

	private final String wireName;

	Operator(String wireName) {
		this.wireName = wireName;
	}

	/** The operator of this name in any case, or {@code null}. */
	static @Nullable Operator find(String name) {
		for (Operator operator : values()) {
			if (operator.wireName.equalsIgnoreCase(name)) {
				return operator;
			}
		}
		return null;
	}

	boolean takesList() {
		return this == IN || this == NOT_IN;
	}

	boolean takesNoValue() {
		return this == EXIST || this == NOT_EXIST;
	}

	boolean isTextual() {
		return this == BEGINS_WITH || this == ENDS_WITH || this == CONTAINS;
	}

}
