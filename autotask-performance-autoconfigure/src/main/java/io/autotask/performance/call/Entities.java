package io.autotask.performance.call;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of Autotask's entities, and which of them are children of which. Paths of the
 * API are case-insensitive, so every look-up is too. Immutable.
 */
public final class Entities {

	private static final Entities KNOWN = read();

	private final Map<String, String> spelling = new HashMap<>();

	private final Map<String, String> children = new HashMap<>();

	/** Names that are used above a child collection only. */
	private final Map<String, String> parentNames = Map.of("expenses", "ExpenseReports", "userdefinedfields",
			"UserDefinedFieldDefinitions");

	private final Map<String, Set<String>> parentsOf = new HashMap<>();

	private final Map<String, Set<String>> childrenOf = new HashMap<>();

	private Entities() {
	}

	/**
	 * The entities of the published API.
	 * @return the one instance
	 */
	public static Entities known() {
		return KNOWN;
	}

	/**
	 * An entity's name as the API spells it.
	 * @param name the name in any case
	 * @return the API's spelling; for an entity that is not known, the name as given
	 */
	public String spelled(String name) {
		return this.spelling.getOrDefault(lower(name), name);
	}

	/**
	 * Whether an entity is one of the published API.
	 * @param name the name in any case
	 * @return true when it is known
	 */
	public boolean isKnown(String name) {
		return this.spelling.containsKey(lower(name));
	}

	/**
	 * The entity that a path names above a child collection. The API calls two of them by
	 * another name there.
	 * @param name the name in the path, in any case, such as {@code Expenses}
	 * @return the entity, such as {@code ExpenseReports}; for an entity that is not
	 * known, the name as given
	 */
	public String parentSpelled(String name) {
		return this.parentNames.getOrDefault(lower(name), spelled(name));
	}

	/**
	 * The entity whose rows a child collection holds.
	 * @param parent the parent in the path, in any case, such as {@code Tickets}
	 * @param child the child in the path, in any case, such as {@code Notes}
	 * @return the entity, such as {@code TicketNotes}; for a collection that is not
	 * known, parent and child joined by a slash
	 */
	public String childOf(String parent, String child) {
		String entity = this.children.get(lower(parent) + "/" + lower(child));
		return (entity != null) ? entity : spelled(parent) + "/" + child;
	}

	/**
	 * The entities under which rows of an entity live.
	 * @param entity the child, as spelled by the API
	 * @return parents such as {@code Tickets} for {@code TicketNotes}; empty when there
	 * is none
	 */
	public Set<String> parentsOf(String entity) {
		return this.parentsOf.getOrDefault(entity, Set.of());
	}

	/**
	 * The entities whose rows live under rows of an entity.
	 * @param entity the parent, as spelled by the API
	 * @return children such as {@code TicketNotes} for {@code Tickets}; empty when there
	 * is none
	 */
	public Set<String> childrenOf(String entity) {
		return this.childrenOf.getOrDefault(entity, Set.of());
	}

	/**
	 * All names, for hints to people who misspelled one.
	 * @return the names in alphabetical order
	 */
	public Collection<String> names() {
		return new TreeSet<>(this.spelling.values());
	}

	private void add(String line) {
		int equals = line.indexOf('=');
		if (equals < 0) {
			this.spelling.put(lower(line), line);
			return;
		}
		String path = line.substring(0, equals);
		String entity = line.substring(equals + 1);
		String parent = parentSpelled(path.substring(0, path.indexOf('/')));
		this.children.put(lower(path), entity);
		if (!entity.equals(parent)) {
			this.parentsOf.computeIfAbsent(entity, (key) -> new LinkedHashSet<>()).add(parent);
			this.childrenOf.computeIfAbsent(parent, (key) -> new LinkedHashSet<>()).add(entity);
		}
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	private static Entities read() {
		Entities entities = new Entities();
		InputStream resource = Objects.requireNonNull(Entities.class.getResourceAsStream("entities.txt"));
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
			lines.lines().filter((line) -> !line.startsWith("#")).forEach(entities::add);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return entities;
	}

}
