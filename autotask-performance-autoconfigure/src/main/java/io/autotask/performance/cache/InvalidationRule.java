package io.autotask.performance.cache;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.autotask.performance.call.Entities;

/**
 * What else a write takes out of the cache, beyond what the cache knows by itself. A rule
 * can only add. Whatever its strategy, nothing that it names is answered from before the
 * write once the write has ended: the strategy says when the work is done.
 *
 * @param id its name, unique in a cache
 * @param triggerEntities the entities whose writes fire it, in any case
 * @param patterns what goes, as in {@link IntelligentCache#invalidate(String)}
 * @param strategy when the work is done
 * @param conditions on which writes; on all of them when there is none. Of several
 * conditions on the same field one has to hold, and each field has to agree. A condition
 * that cannot be decided, because the field is not part of the write, holds
 */
public record InvalidationRule(String id, Set<String> triggerEntities, List<String> patterns, Strategy strategy,
		List<Condition> conditions) {

	/**
	 * Checks a rule.
	 * @throws IllegalArgumentException when it could never do anything
	 */
	public InvalidationRule {
		if (id.isBlank()) {
			throw new IllegalArgumentException("An invalidation rule has no 'id'");
		}
		if (triggerEntities.isEmpty() || patterns.isEmpty()) {
			throw new IllegalArgumentException(
					"Invalidation rule '" + id + "' needs at least one trigger entity and one pattern");
		}
		for (String entity : triggerEntities) {
			if (!Entities.known().isKnown(EntityWords.known().entity(entity))) {
				throw new IllegalArgumentException("Invalidation rule '" + id + "' is triggered by '" + entity
						+ "', which is no entity of the API, such as 'Companies' or 'TicketNotes'");
			}
		}
		patterns.forEach(NamePattern::parse);
		triggerEntities = Set.copyOf(triggerEntities);
		patterns = List.copyOf(patterns);
		conditions = List.copyOf(conditions);
	}

	/**
	 * A rule without conditions, done with the write.
	 * @param id its name
	 * @param triggerEntity the entity whose writes fire it
	 * @param patterns what goes
	 * @return the rule
	 */
	public static InvalidationRule of(String id, String triggerEntity, String... patterns) {
		return new InvalidationRule(id, Set.of(triggerEntity), List.of(patterns), Strategy.IMMEDIATE, List.of());
	}

	/** When the work of a rule is done. */
	public enum Strategy {

		/** With the write. */
		IMMEDIATE,

		/** Before the next read is answered: many writes in a row cost as much as one. */
		LAZY,

		/** Within a second, or before the next read is answered if that is earlier. */
		SCHEDULED

	}

	/** How a value is compared. */
	public enum Operator {

		/** The field has this value. Case does not matter, {@code 5} is {@code 5.0}. */
		EQUALS,

		/** The field has another value. */
		NOT_EQUALS,

		/** The field's text contains this. */
		CONTAINS,

		/** The field is a number above this. */
		GREATER_THAN,

		/** The field is a number below this. */
		LESS_THAN,

		/** The write names the field; no value is needed. */
		CHANGED

	}

	/**
	 * On which writes.
	 *
	 * @param field a field of the row that is written, or of the write itself:
	 * {@code method} such as {@code POST}, {@code operation} such as {@code update},
	 * {@code entity}, {@code id}
	 * @param operator how it is compared
	 * @param value with what
	 */
	public record Condition(String field, Operator operator, String value) {

		/**
		 * Checks a condition.
		 * @throws IllegalArgumentException when it names no field
		 */
		public Condition {
			Objects.requireNonNull(operator);
			if (field.isBlank()) {
				throw new IllegalArgumentException("A condition of an invalidation rule names no field");
			}
		}

	}

}
