package io.autotask.performance.insight.finding;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import io.autotask.performance.insight.replay.Setting;

/**
 * Settings as they are written in {@code application.yml}.
 */
public final class Yaml {

	private Yaml() {
	}

	/**
	 * Writes settings.
	 * @param settings some settings
	 * @return yaml of all of them, without an end of line
	 */
	public static String of(Collection<? extends Setting> settings) {
		Map<String, Object> root = new LinkedHashMap<>();
		for (Setting setting : settings) {
			put(root, setting.property().split("\\."), setting.value());
		}
		StringBuilder text = new StringBuilder();
		write(root, "", text);
		return text.toString().stripTrailing();
	}

	@SuppressWarnings("unchecked")
	private static void put(Map<String, Object> root, String[] path, String value) {
		Map<String, Object> place = root;
		for (int i = 0; i < path.length - 1; i++) {
			place = (Map<String, Object>) place.computeIfAbsent(path[i], (name) -> new LinkedHashMap<String, Object>());
		}
		place.put(path[path.length - 1], value);
	}

	@SuppressWarnings("unchecked")
	private static void write(Map<String, Object> map, String indent, StringBuilder text) {
		map.forEach((name, value) -> {
			text.append(indent).append(name).append(':');
			if (value instanceof Map<?, ?> below) {
				text.append('\n');
				write((Map<String, Object>) below, indent + "  ", text);
			}
			else {
				text.append(' ').append(value).append('\n');
			}
		});
	}

}
