package io.autotask.performance.optimizer;

import io.autotask.performance.call.Entities;

/**
 * Work that is to be planned before it is done.
 *
 * @param entity the entity
 * @param kind what is done
 * @param count how many rows, or requests
 * @param priority the priority of its calls, 1 to 10
 */
public record Job(String entity, Kind kind, long count, int priority) {

	private static final int BACKGROUND = 3;

	/**
	 * A job.
	 * @throws IllegalArgumentException when the count is negative or the priority is not
	 * from 1 to 10
	 */
	public Job {
		if (count < 0) {
			throw new IllegalArgumentException("The count of a job is " + count + ", allowed are 0 and above");
		}
		if (priority < 1 || priority > 10) {
			throw new IllegalArgumentException("The priority of a job is " + priority + ", allowed are 1 to 10");
		}
		entity = Entities.known().spelled(entity);
	}

	/**
	 * Reads of single rows by their ids, made all at once, so that they can leave
	 * together.
	 * @param entity the entity in any case
	 * @param rows how many
	 * @return a job of background priority
	 */
	public static Job gets(String entity, long rows) {
		return new Job(entity, Kind.GETS, rows, BACKGROUND);
	}

	/**
	 * A scan of rows, page by page.
	 * @param entity the entity in any case
	 * @param rows how many
	 * @return a job of background priority
	 */
	public static Job scan(String entity, long rows) {
		return new Job(entity, Kind.SCAN, rows, BACKGROUND);
	}

	/**
	 * Anything else of which each is a request, such as writes.
	 * @param entity the entity in any case
	 * @param requests how many
	 * @return a job of background priority
	 */
	public static Job requests(String entity, long requests) {
		return new Job(entity, Kind.REQUESTS, requests, BACKGROUND);
	}

	/**
	 * The same job at another priority.
	 * @param newPriority 1 to 10
	 * @return a new job
	 */
	public Job withPriority(int newPriority) {
		return new Job(this.entity, this.kind, this.count, newPriority);
	}

	/** What is done. */
	public enum Kind {

		/** Reads of single rows, which leave together. */
		GETS,

		/** Pages of rows. */
		SCAN,

		/** Requests, one by one. */
		REQUESTS

	}

}
