package io.autotask.performance.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds properties below our prefix that do not exist, and the nearest ones that do.
 * Names are compared as Spring Boot binds them: case, dashes and underscores do not
 * matter.
 */
final class UnknownProperties {

	private final Set<String> known = new TreeSet<>();

	/** Properties whose keys the application makes up, such as names of entities. */
	private final Set<String> maps;

	UnknownProperties(Collection<String> known, Set<String> maps) {
		this.known.addAll(known);
		this.maps = maps;
	}

	/**
	 * One sentence for each property that does not exist.
	 */
	List<String> describe(Collection<String> seen) {
		List<String> sentences = new ArrayList<>();
		for (String name : new TreeSet<>(seen)) {
			if (!isKnown(name)) {
				sentences.add("Property '" + name + "' does not exist and has no effect. The nearest one that does is '"
						+ nearest(name) + "'.");
			}
		}
		return sentences;
	}

	private boolean isKnown(String name) {
		String bare = name.replaceAll("\\[[^]]*]|_\\d+(?=_|$)", "");
		return this.known.stream().anyMatch((other) -> uniform(other).equals(uniform(bare)))
				|| this.maps.stream().anyMatch((map) -> uniform(bare).startsWith(uniform(map)));
	}

	private String nearest(String name) {
		return this.known.stream()
			.min(Comparator.comparingInt((other) -> distance(uniform(other), uniform(name))))
			.orElse("");
	}

	private static String uniform(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
	}

	/**
	 * The edit distance of V. Levenshtein (1966), by the algorithm of Wagner and Fischer.
	 */
	private static int distance(String one, String other) {
		int[] previous = new int[other.length() + 1];
		for (int column = 0; column <= other.length(); column++) {
			previous[column] = column;
		}
		for (int row = 1; row <= one.length(); row++) {
			int[] current = new int[other.length() + 1];
			current[0] = row;
			for (int column = 1; column <= other.length(); column++) {
				int substitution = previous[column - 1] + ((one.charAt(row - 1) == other.charAt(column - 1)) ? 0 : 1);
				current[column] = Math.min(substitution, Math.min(previous[column], current[column - 1]) + 1);
			}
			previous = current;
		}
		return previous[other.length()];
	}

}
