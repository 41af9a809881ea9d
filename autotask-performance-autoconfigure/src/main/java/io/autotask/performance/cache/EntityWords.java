package io.autotask.performance.cache;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.autotask.performance.call.Entities;

/**
 * The names of entities as people write them in patterns: in any case, and of one row in
 * the singular. Immutable.
 */
final class EntityWords {

	private static final EntityWords KNOWN = new EntityWords();

	private final Map<String, String> plurals = new HashMap<>();

	private final Set<String> entities;

	private EntityWords() {
		for (String name : Entities.known().names()) {
			String plural = name.toLowerCase(Locale.ROOT);
			this.plurals.putIfAbsent(singular(plural), plural);
		}
		this.entities = Set.copyOf(this.plurals.values());
	}

	static EntityWords known() {
		return KNOWN;
	}

	/**
	 * The entity in lower case, or the word itself in lower case when nobody knows it.
	 */
	String entity(String word) {
		String lower = word.toLowerCase(Locale.ROOT);
		return Entities.known().isKnown(lower) ? lower : this.plurals.getOrDefault(lower, lower);
	}

	/**
	 * The entities of the published API, in lower case.
	 */
	Collection<String> entities() {
		return this.entities;
	}

	/**
	 * What one row of an entity is called.
	 * @param entity the entity in lower case, such as {@code companies}
	 */
	static String singular(String entity) {
		if (entity.endsWith("ies")) {
			return entity.substring(0, entity.length() - 3) + "y";
		}
		if (entity.endsWith("xes") || entity.endsWith("sses") || entity.endsWith("uses")) {
			return entity.substring(0, entity.length() - 2);
		}
		return entity.endsWith("s") ? entity.substring(0, entity.length() - 1) : entity;
	}

}
