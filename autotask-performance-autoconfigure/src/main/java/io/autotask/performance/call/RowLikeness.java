package io.autotask.performance.call;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the rows of an entity are the same in queries as in reads by id. Of some
 * entities they have fewer fields there, or other values, so it is not taken for granted:
 * it is learnt for each origin, identity and entity by comparing a row that was read both
 * ways while nobody wrote to it. Only then a read by id may be answered from a row of a
 * query. A difference counts for good.
 * <p>
 * Thread-safe. Bounded: beyond the bound nothing more is learnt.
 */
public final class RowLikeness {

	private static final int MAX_LEARNT = 10_000;

	/** As often a row may have changed between two reads before that is not believed. */
	private static final int MAX_CHANGES = 5;

	private final Map<Subject, Learnt> learnt = new ConcurrentHashMap<>();

	/**
	 * What is known.
	 * @param origin where the entity lives
	 * @param identity who asks
	 * @param entity the entity
	 * @return whether rows of queries may stand for rows of reads by id
	 */
	public Verdict verdict(Origin origin, String identity, String entity) {
		Learnt known = this.learnt.get(new Subject(origin, identity, lower(entity)));
		return (known != null) ? known.verdict() : Verdict.UNKNOWN;
	}

	/**
	 * What is known of some fields.
	 * @param origin where the entity lives
	 * @param identity who asks
	 * @param entity the entity
	 * @param fields the fields that queries asked for; none for all fields
	 * @return whether rows of such queries may stand for rows of reads by id where these
	 * fields are read
	 */
	public Verdict verdict(Origin origin, String identity, String entity, Collection<String> fields) {
		return verdict(origin, identity, subject(entity, fields));
	}

	/**
	 * Compares some fields of a row that was read both ways, as
	 * {@link #compare(Origin, String, String, byte[], byte[])} does.
	 * @param origin where the entity lives
	 * @param identity who asked
	 * @param entity the entity
	 * @param fields the fields that the query asked for; none for all fields
	 * @param rowOfGet the row as a read by id gave it
	 * @param rowOfQuery the same row as a query gave it
	 * @return what is known now of these fields
	 */
	public Verdict compare(Origin origin, String identity, String entity, Collection<String> fields, byte[] rowOfGet,
			byte[] rowOfQuery) {
		return compare(origin, identity, subject(entity, fields), RowComparison.of(rowOfGet, rowOfQuery, fields));
	}

	/**
	 * Compares a row that was read both ways, with no write of ours in between, value by
	 * value. When the row itself says that somebody else changed it in between, nothing
	 * is learnt.
	 * @param origin where the entity lives
	 * @param identity who asked
	 * @param entity the entity
	 * @param rowOfGet the row as a read by id gave it
	 * @param rowOfQuery the same row as a query gave it
	 * @return what is known now
	 */
	public Verdict compare(Origin origin, String identity, String entity, byte[] rowOfGet, byte[] rowOfQuery) {
		return compare(origin, identity, entity, RowComparison.of(rowOfGet, rowOfQuery));
	}

	private Verdict compare(Origin origin, String identity, String entity, RowComparison difference) {
		Subject subject = new Subject(origin, identity, lower(entity));
		if (this.learnt.size() >= MAX_LEARNT && !this.learnt.containsKey(subject)) {
			return Verdict.UNKNOWN;
		}
		return this.learnt
			.compute(subject,
					(key, known) -> ((known != null) ? known : new Learnt(Verdict.UNKNOWN, 0)).after(difference))
			.verdict();
	}

	private static String subject(String entity, Collection<String> fields) {
		return fields.isEmpty() ? entity : entity + new TreeSet<>(fields);
	}

	private static String lower(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

	/** What is known about an entity. */
	public enum Verdict {

		/** Nothing yet. */
		UNKNOWN,

		/** A row of a query is the row. */
		ALIKE,

		/** It is not. */
		UNLIKE

	}

	private record Subject(Origin origin, String identity, String entity) {

	}

	private record Learnt(Verdict verdict, int changes) {

		Learnt after(RowComparison difference) {
			if (this.verdict == Verdict.UNLIKE) {
				return this;
			}
			return switch (difference) {
				case SAME -> new Learnt(Verdict.ALIKE, 0);
				case DIFFERENT -> new Learnt(Verdict.UNLIKE, 0);
				case CHANGED -> (this.changes + 1 < MAX_CHANGES) ? new Learnt(this.verdict, this.changes + 1)
						: new Learnt(Verdict.UNLIKE, 0);
			};
		}

	}

}
