package io.autotask.performance.optimizer.pattern;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Requests of one shape, and what came of them.
 *
 * @param entity the entity
 * @param operation the operation, in lower case
 * @param shape operators and fields of the filter, without any value; empty for anything
 * but a query or a count that was understood
 * @param caller who said that he makes them, or null
 * @param requests how many there were
 * @param perMinute how often, from the first to the last of them; null for a single one
 * @param averageLatency how long those took that were answered by a request of their own,
 * or null when none was
 * @param saved how many were answered without a request of their own
 * @param averageBytes how large their answers were
 * @param place where in the application one of the last of them was made, the innermost
 * place first, such as {@code ServiceDesk.view (ServiceDesk.java:120)}; null when that
 * was not looked up, or cannot be seen
 * @param potentials what could be saved beyond that
 */
public record RequestPattern(String entity, String operation, String shape, @Nullable String caller, long requests,
		@Nullable Double perMinute, @Nullable Duration averageLatency, long saved, long averageBytes,
		@Nullable String place, List<Potential> potentials) {

	/**
	 * Something that could be saved.
	 *
	 * @param kind what it is
	 * @param requests how many requests were seen that need not have been, as far as that
	 * can be counted; null when it is bytes, and not requests
	 */
	public record Potential(Kind kind, @Nullable Long requests) {

	}

	/** What could be saved. */
	public enum Kind {

		/** Many rows were read one by one, close together: one query reads them all. */
		N_PLUS_ONE,

		/** The same was asked at even distances, and hardly ever had a new answer. */
		POLLING,

		/** Large pages were read with all of their fields. */
		OVERSIZED_PAGES

	}

}
