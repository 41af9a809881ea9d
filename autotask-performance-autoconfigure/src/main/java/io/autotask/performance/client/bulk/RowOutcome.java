package io.autotask.performance.client.bulk;

/**
 * What became of one row of many that were to be written.
 */
public sealed interface RowOutcome {

	/**
	 * Which row.
	 * @return its place among the rows that were given, from 0
	 */
	long index();

	/**
	 * The row.
	 * @return the row as it was given
	 */
	Object row();

	/**
	 * Autotask accepted it. That does not prove that every field changed.
	 *
	 * @param index its place, from 0
	 * @param row the row as it was given
	 * @param id the row's id
	 */
	record Written(long index, Object row, long id) implements RowOutcome {

	}

	/**
	 * Autotask refused it, so it was not carried out, and will not be however often it is
	 * sent.
	 *
	 * @param index its place, from 0
	 * @param row the row as it was given
	 * @param cause why, in Autotask's own words
	 */
	record Refused(long index, Object row, Throwable cause) implements RowOutcome {

	}

	/**
	 * It never reached Autotask, so it may be written again.
	 *
	 * @param index its place, from 0
	 * @param row the row as it was given
	 * @param cause why
	 */
	record NotSent(long index, Object row, Throwable cause) implements RowOutcome {

	}

	/**
	 * It was sent, and nobody knows whether it was carried out, or still will be. Look
	 * before it is written again.
	 *
	 * @param index its place, from 0
	 * @param row the row as it was given
	 * @param cause why
	 */
	record Unknown(long index, Object row, Throwable cause) implements RowOutcome {

	}

}
