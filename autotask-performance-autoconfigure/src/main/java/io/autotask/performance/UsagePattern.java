package io.autotask.performance;

import java.util.Set;

/**
 * How an application uses an entity.
 *
 * @param entityType the entity in any case, such as {@code companies}
 * @param operations what is done with it: {@code get}, {@code query} (also {@code list}
 * and {@code search}), {@code count}, and writes such as {@code create} and
 * {@code update}
 * @param frequency from 0, hardly ever changing and rarely asked, to 1, always changing
 * and always asked
 */
public record UsagePattern(String entityType, Set<String> operations, double frequency) {

	/**
	 * Checks a pattern.
	 * @throws IllegalArgumentException when the frequency is out of range
	 */
	public UsagePattern {
		if (!(frequency >= 0 && frequency <= 1)) {
			throw new IllegalArgumentException(
					"The frequency of '" + entityType + "' is " + frequency + ", allowed are 0 to 1");
		}
		operations = Set.copyOf(operations);
	}

}
