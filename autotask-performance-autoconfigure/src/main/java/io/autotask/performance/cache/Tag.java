package io.autotask.performance.cache;

import java.util.Locale;

import io.autotask.performance.call.Origin;
import io.autotask.performance.call.RowRef;
import org.jspecify.annotations.Nullable;

/**
 * Something that answers depend on and writes change. Tags are shared by all identities:
 * what one caller writes changes what every other one reads.
 *
 * @param origin where the data lives, or null for what is kept for all origins together
 * @param scope what it is, in lower case
 */
record Tag(@Nullable Origin origin, String scope) {

	private static final String EVERYTHING = "#everything";

	/** One row. */
	static Tag row(Origin origin, RowRef row) {
		return row(origin, row.entity(), row.id());
	}

	/** One row. */
	static Tag row(Origin origin, String entity, long id) {
		return new Tag(origin, lower(entity) + "/" + id);
	}

	/** Everything that depends on which rows there are: queries, counts, child lists. */
	static Tag lists(Origin origin, String entity) {
		return new Tag(origin, lower(entity) + "/*");
	}

	/** All rows of an entity, for a write that does not say which one it changes. */
	static Tag allRows(Origin origin, String entity) {
		return new Tag(origin, lower(entity));
	}

	/**
	 * All there is at an origin, or, without one, all that the application keeps by
	 * itself: for a write of nobody knows what.
	 */
	static Tag everything(@Nullable Origin origin) {
		return new Tag(origin, EVERYTHING);
	}

	/** Set-up, at any origin: what the application keeps of it by itself. */
	static Tag referenceData() {
		return new Tag(null, "#reference-data");
	}

	/** Entity information, fields and picklists of every entity. */
	static Tag metadata(Origin origin) {
		return new Tag(origin, "#metadata");
	}

	/** Everything that one identity may see. */
	static Tag identity(Origin origin, String identity) {
		return new Tag(origin, "@" + identity);
	}

	/** Anything of an entity, at any origin: what the application keeps by itself. */
	static Tag anything(String entity) {
		return new Tag(null, lower(entity));
	}

	boolean isEverything() {
		return this.scope.equals(EVERYTHING);
	}

	private static String lower(String entity) {
		return entity.toLowerCase(Locale.ROOT);
	}

}
