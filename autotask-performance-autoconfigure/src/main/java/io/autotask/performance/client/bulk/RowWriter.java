package io.autotask.performance.client.bulk;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sends rows.
 */
public interface RowWriter {

	/**
	 * Makes a write of a row, without sending it.
	 * @param row the row as it was given
	 * @return the write
	 * @throws RuntimeException when it cannot be written as JSON
	 */
	Write prepare(Object row);

	/**
	 * What a write that failed means.
	 * @param failure how it failed
	 * @return whether it was carried out
	 */
	Failure judge(Throwable failure);

	/**
	 * A write that is ready to be sent.
	 *
	 * @param id the id of the row that it changes, or null when it creates one
	 * @param send sends it when subscribed to, and says the row's id
	 * @param wasDone whether it was carried out before: says the row's id, or nothing;
	 * null when that cannot be found out
	 */
	record Write(@Nullable Long id, Mono<Long> send, @Nullable Mono<Long> wasDone) {

	}

	/** What a write that failed means. */
	enum Failure {

		/** Autotask refused it. */
		REFUSED,

		/** It never reached Autotask. */
		NOT_SENT,

		/** Nobody knows. */
		UNKNOWN

	}

}
