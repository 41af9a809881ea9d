package io.autotask.performance.client.bulk;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How many rows are written. Immutable.
 *
 * @param journal keeps what was begun and what ended, so that writing can go on after the
 * process ended
 * @param concurrency writes that are on their way at once, or null for as many as the
 * endpoint has slots
 * @param lookUp finds a row that may have been created before the process ended, such as
 * by its {@code externalID}: its id, or nothing; null when it cannot be found
 */
public record BulkOptions(WriteJournal journal, @Nullable Integer concurrency,
		@Nullable Function<Object, Mono<Long>> lookUp) {

	/**
	 * Nothing is kept: after the process ended nobody knows what was written.
	 * @return the options of somebody who sets nothing
	 */
	public static BulkOptions defaults() {
		return new BulkOptions(WriteJournal.none(), null, null);
	}

	/**
	 * Keeps what was begun and what ended.
	 * @param journal where
	 * @return new options
	 */
	public BulkOptions withJournal(WriteJournal journal) {
		return new BulkOptions(journal, this.concurrency, this.lookUp);
	}

	/**
	 * Writes at most so many rows at once.
	 * @param concurrency 1 or more
	 * @return new options
	 * @throws IllegalArgumentException when it is out of range
	 */
	public BulkOptions withConcurrency(int concurrency) {
		if (concurrency < 1) {
			throw new IllegalArgumentException("'concurrency' is " + concurrency + ", allowed are 1 and above");
		}
		return new BulkOptions(this.journal, concurrency, this.lookUp);
	}

	/**
	 * Finds rows that may have been created before the process ended.
	 * @param lookUp the id of the row that was made of what was given, or nothing
	 * @return new options
	 */
	public BulkOptions withLookUp(Function<Object, Mono<Long>> lookUp) {
		return new BulkOptions(this.journal, this.concurrency, lookUp);
	}

}
