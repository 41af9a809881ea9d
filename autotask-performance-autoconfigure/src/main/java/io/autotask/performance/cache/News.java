package io.autotask.performance.cache;

import java.util.Collection;
import java.util.List;

import io.autotask.performance.call.Origin;

/**
 * What one instance tells the others, so that they drop what it makes old.
 */
sealed interface News {

	/**
	 * A write has ended.
	 *
	 * @param reach how far it reaches
	 * @param outcome what is known of it
	 */
	record Written(WriteReach reach, WriteOutcome outcome) implements News {

	}

	/**
	 * The application, or a rule of it, has invalidated what patterns match.
	 *
	 * @param patterns the patterns
	 */
	record Invalidated(Collection<NamePattern> patterns) implements News {

		public Invalidated {
			patterns = List.copyOf(patterns);
		}

	}

	/**
	 * The application has invalidated one row.
	 *
	 * @param entity its entity
	 * @param id its id
	 */
	record RowInvalidated(String entity, long id) implements News {

	}

	/**
	 * An identity may not see any more what it saw.
	 *
	 * @param origin where
	 * @param identity who
	 */
	record Forgotten(Origin origin, String identity) implements News {

	}

	/** Anything may have changed. */
	record Anything() implements News {

	}

}
