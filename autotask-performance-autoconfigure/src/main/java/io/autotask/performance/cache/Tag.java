package io.autotask.performance.cache;

import java.util.Locale;
import java.util.Objects;

import io.autotask.performance.call.Origin;
import io.autotask.performance.call.RowRef;
import org.jspecify.annotations.Nullable;

/**
 * Something that answers depend on and writes change. Tags are shared by all identities:
 * what one caller writes changes what every other one reads.
 *
 * @param origin where the data lives, or null for what is kept for all origins together
 * @param kind what sort of thing it is
 * @param subject what it is, in lower case
 */
record Tag(@Nullable Origin origin, Kind kind, String subject) {

	/** One row. */
	static Tag row(Origin origin, RowRef row) {
		return row(origin, row.entity(), row.id());
	}

	/** One row. */
	static Tag row(Origin origin, String entity, long id) {
		return new Tag(origin, Kind.ROW, lower(entity) + "/" + id);
	}

	/** All rows of an entity, for a write that does not say which one it changes. */
	static Tag allRows(Origin origin, String entity) {
		return new Tag(origin, Kind.ALL_ROWS, lower(entity));
	}

	/** Everything that depends on which rows there are: queries, counts, child lists. */
	static Tag lists(Origin origin, String entity) {
		return new Tag(origin, Kind.LISTS, lower(entity));
	}

	/** Children, of whichever parent, that are rows of an entity. */
	static Tag children(Origin origin, String entity) {
		return new Tag(origin, Kind.CHILDREN, lower(entity));
	}

	/** That there is no such row: a new one may be it. */
	static Tag births(Origin origin, String entity) {
		return new Tag(origin, Kind.BIRTHS, lower(entity));
	}

	/** Lists that depend on a field of the rows. */
	static Tag field(Origin origin, String entity, String field) {
		return new Tag(origin, Kind.FIELD, lower(entity) + "." + lower(field));
	}

	/** Lists that depend on fields which the server changes by itself. */
	static Tag moving(Origin origin, String entity) {
		return new Tag(origin, Kind.MOVING, lower(entity));
	}

	/** What was made of rows of queries. */
	static Tag ofQueries(Origin origin, String identity, String entity) {
		return new Tag(origin, Kind.OF_QUERIES, identity + "/" + lower(entity));
	}

	/**
	 * All there is at an origin, or, without one, all that the application keeps by
	 * itself: for a write of nobody knows what.
	 */
	static Tag everything(@Nullable Origin origin) {
		return new Tag(origin, Kind.EVERYTHING, "");
	}

	/** Set-up, at any origin: what the application keeps of it by itself. */
	static Tag referenceData() {
		return new Tag(null, Kind.REFERENCE_DATA, "");
	}

	/** Entity information, fields and picklists of every entity. */
	static Tag metadata(Origin origin) {
		return new Tag(origin, Kind.METADATA, "");
	}

	/** Everything that one identity may see. */
	static Tag identity(Origin origin, String identity) {
		return new Tag(origin, Kind.IDENTITY, identity);
	}

	/** Anything of an entity, at any origin: what the application keeps by itself. */
	static Tag anything(String entity) {
		return new Tag(null, Kind.ANYTHING, lower(entity));
	}

	boolean is(Kind other) {
		return this.kind == other;
	}

	/** The same in every process, unlike that of an enum constant. */
	@Override
	public int hashCode() {
		return (Objects.hashCode(this.origin) * 31 + this.kind.ordinal()) * 31 + this.subject.hashCode();
	}

	private static String lower(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

	/** Sorts of things. */
	enum Kind {

		ROW, ALL_ROWS, LISTS, CHILDREN, BIRTHS, FIELD, MOVING, OF_QUERIES, EVERYTHING, REFERENCE_DATA, METADATA,
		IDENTITY, ANYTHING

	}

}
