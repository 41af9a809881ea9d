package io.autotask.performance.sample.simulator.schema;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a root entity or a child collection takes.
 */
public record Verbs(Set<Verb> all) {

	static final Verbs NONE = new Verbs(EnumSet.noneOf(Verb.class));

	/** One thing that can be done. */
	public enum Verb {

		/** Queries, counts, reads by id and entity information at the root. */
		QUERY,

		/** The list below a parent. */
		LIST,

		/** One row below a parent. */
		ONE,

		POST, PUT, PATCH, DELETE

	}

	public boolean has(Verb verb) {
		return this.all.contains(verb);
	}

	static Verbs parse(String words) {
		EnumSet<Verb> verbs = EnumSet.noneOf(Verb.class);
		for (String word : words.trim().split("\\s+")) {
			verbs.add(Verb.valueOf(word.toUpperCase(Locale.ROOT)));
		}
		return new Verbs(verbs);
	}

}
