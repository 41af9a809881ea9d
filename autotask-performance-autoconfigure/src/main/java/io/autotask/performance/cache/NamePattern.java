package io.autotask.performance.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A glob over the public names of what is cached: {@code companies:get:5}, for which
 * {@code company:5} is short, {@code companies:query:…}, which {@code list} and
 * {@code search} mean too, {@code companies:count:…}. A star stands for any text. An
 * entity alone is everything about it. Case does not matter.
 */
final class NamePattern {

	private static final List<String> OF_LISTS = List.of("query", "list", "search", "count", "metadata");

	private final String text;

	private final Pattern glob;

	private final @Nullable String entity;

	private NamePattern(String text, @Nullable String entity) {
		this.text = text;
		this.entity = entity;
		this.glob = glob(text);
	}

	/**
	 * Reads a pattern.
	 * @throws IllegalArgumentException when there is nothing in it
	 */
	static NamePattern parse(String pattern) {
		String text = pattern.trim().toLowerCase(Locale.ROOT);
		if (text.isEmpty()) {
			throw new IllegalArgumentException("A pattern is empty, needed is one such as 'companies:get:5', "
					+ "'companies:query:*' or the name of an entity");
		}
		int colon = text.indexOf(':');
		String head = (colon < 0) ? text : text.substring(0, colon);
		if (isGlob(head)) {
			return new NamePattern(text, null);
		}
		String entity = EntityWords.known().entity(head);
		return new NamePattern((colon < 0) ? entity + ":*" : text, entity);
	}

	/**
	 * The names of an answer.
	 */
	static List<String> namesOf(CallKey key) {
		String entity = key.entity().toLowerCase(Locale.ROOT);
		String subject = key.subject().toLowerCase(Locale.ROOT);
		List<String> names = new ArrayList<>();
		names.add(entity + ":" + key.operation().word() + ":" + subject);
		if (key.operation() == Operation.QUERY) {
			names.add(entity + ":list:" + subject);
			names.add(entity + ":search:" + subject);
		}
		else if (key.operation() == Operation.GET) {
			// A row that was asked for below its parent, or with parameters, is that row.
			String id = subject.replaceFirst("\\?.*$", "").replaceFirst("^.*/", "");
			names.add(entity + ":get:" + id);
			names.add(entity + ":" + id);
			names.add(EntityWords.singular(entity) + ":get:" + id);
			names.add(EntityWords.singular(entity) + ":" + id);
		}
		return names;
	}

	boolean matches(CallKey key) {
		return (this.entity == null || this.entity.equalsIgnoreCase(key.entity()))
				&& namesOf(key).stream().anyMatch(this::matches);
	}

	boolean matches(String name) {
		return this.glob.matcher(name).matches();
	}

	/**
	 * Whether it may name rows, and not only lists and counts.
	 */
	boolean mayNameRows() {
		return OF_LISTS.stream().noneMatch((word) -> this.text.contains(":" + word + ":"));
	}

	/**
	 * The entity that it is about, in lower case, or null when it may be about several.
	 */
	@Nullable String entity() {
		return this.entity;
	}

	/**
	 * Whether anything about an entity may match.
	 * @param name the entity in lower case
	 */
	boolean mayConcern(String name) {
		if (this.entity != null) {
			return this.entity.equals(name);
		}
		String prefix = this.text.replaceFirst("[*?].*$", "");
		return name.startsWith(prefix) || EntityWords.singular(name).startsWith(prefix);
	}

	/**
	 * What depends on an answer that may match: more than the answers that do, because
	 * the names of answers that are on their way are not known.
	 */
	List<Tag> tags(Collection<Origin> origins, Set<String> alsoKept) {
		List<Tag> tags = new ArrayList<>();
		if (this.entity != null) {
			addTags(tags, this.entity, origins);
			return tags;
		}
		for (Set<String> names : List.of(Set.copyOf(EntityWords.known().entities()), alsoKept)) {
			names.stream().filter(this::mayConcern).forEach((name) -> addTags(tags, name, origins));
		}
		return tags;
	}

	private static void addTags(List<Tag> tags, String entity, Collection<Origin> origins) {
		tags.add(Tag.anything(entity));
		for (Origin origin : origins) {
			tags.add(Tag.allRows(origin, entity));
			tags.add(Tag.metadata(origin));
		}
	}

	private static boolean isGlob(String text) {
		return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
	}

	private static Pattern glob(String text) {
		StringBuilder regex = new StringBuilder();
		for (char character : text.toCharArray()) {
			regex.append(
					(character == '*') ? ".*" : (character == '?') ? "." : Pattern.quote(String.valueOf(character)));
		}
		return Pattern.compile(regex.toString(), Pattern.DOTALL);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof NamePattern pattern && pattern.text.equals(this.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
