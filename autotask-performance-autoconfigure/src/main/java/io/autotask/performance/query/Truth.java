package io.autotask.performance.query;

/**
 * Whether a row matches a filter, as far as that is known: three-valued logic (S. C.
 * Kleene, "Introduction to Metamathematics", 1952).
 */
public enum Truth {

	/** It does not, whatever the rest is. */
	FALSE,

	/** Nobody here can tell. */
	UNKNOWN,

	/** It does, whatever the rest is. */
	TRUE;

	static Truth of(boolean truth) {
		return truth ? TRUE : FALSE;
	}

	/**
	 * Both hold.
	 * @param other the other one
	 * @return false when one is false, true when both are true
	 */
	public Truth and(Truth other) {
		return (compareTo(other) < 0) ? this : other;
	}

	/**
	 * One of them holds.
	 * @param other the other one
	 * @return true when one is true, false when both are false
	 */
	public Truth or(Truth other) {
		return (compareTo(other) > 0) ? this : other;
	}

	/**
	 * It does not hold.
	 * @return the opposite, or unknown
	 */
	public Truth not() {
		return switch (this) {
			case TRUE -> FALSE;
			case FALSE -> TRUE;
			case UNKNOWN -> UNKNOWN;
		};
	}

}
