package io.autotask.performance.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds properties below our prefix that do not exist, and the nearest ones that do.
 * Names are compared as Spring Boot binds them: case, dashes and underscores do not
 * matter.
 */
final class UnknownProperties {

	private final Set<String> known = new TreeSet<>();

	private final Map<String, Set<String>> maps;

	/**
	 * The properties that exist.
	 * @param maps properties whose keys the application makes up, such as names of
	 * entities, and what may be set below each key
	 */
	UnknownProperties(Collection<String> known, Map<String, Set<String>> maps) {
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
		return this.known.stream().anyMatch((other) -> uniform(other).equals(uniform(bare))) || this.maps.entrySet()
			.stream()
			.anyMatch((map) -> isBelow(name, map.getKey())
					&& map.getValue().stream().anyMatch((end) -> uniform(name).endsWith(uniform(end))));
	}

	private static boolean isBelow(String name, String map) {
		return uniform(name).startsWith(uniform(map));
	}

	private String nearest(String name) {
		for (Map.Entry<String, Set<String>> map : this.maps.entrySet()) {
			if (isBelow(name, map.getKey())) {
				String end = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('_')) + 1);
				return map.getKey() + ".*." + nearest(end, map.getValue());
			}
		}
		return nearest(name, this.known);
	}

	private static String nearest(String name, Set<String> known) {
		return known.stream()
			.min(Comparator.comparingInt((other) -> distance(uniform(other), uniform(name))))
			.orElse("");
	}

	private static String uniform(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[-_.\\[\\]]", "");
	}

	/**
	 * What it takes to make one name of the other: the edit distance of V. Levenshtein
	 * (1966), by the algorithm of Wagner and Fischer. To leave something out is the most
	 * likely mistake, so adding it is cheap.
	 */
	private static int distance(String wanted, String seen) {
		int[] previous = new int[seen.length() + 1];
		for (int column = 0; column <= seen.length(); column++) {
			previous[column] = 2 * column;
		}
		for (int row = 1; row <= wanted.length(); row++) {
			int[] current = new int[seen.length() + 1];
			current[0] = row;
			for (int column = 1; column <= seen.length(); column++) {
				boolean same = wanted.charAt(row - 1) == seen.charAt(column - 1);
				int kept = previous[column - 1] + (same ? 0 : 3);
				current[column] = Math.min(kept, Math.min(previous[column] + 1, current[column - 1] + 2));
			}
			previous = current;
		}
		return previous[seen.length()];
	}

}
