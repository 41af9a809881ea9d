package io.autotask.performance.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/properties.md} and the metadata that an IDE shows say the same.
 */
class DocumentedPropertiesTests {

	private static final String PREFIX = "autotask.performance.";

	private static final Pattern ROW = Pattern.compile("^\\| `([a-z.-]+)` \\|(?: `([^`]+)`)? \\| (.+) \\|$");

	@Test
	void eachPropertyIsDocumentedWithItsDefaultAndNoOther() throws IOException {
		assertThat(documented()).isEqualTo(known());
	}

	@Test
	void eachPropertyIsDescribedWhereItIsTyped() throws IOException {
		for (JsonNode property : metadata()) {
			assertThat(property.path("description").asString("")).as(property.path("name").asString()).isNotBlank();
		}
	}

	private static Map<String, String> documented() throws IOException {
		Map<String, String> defaults = new TreeMap<>();
		for (String line : Files.readAllLines(Path.of("..", "docs", "properties.md"))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				defaults.put(PREFIX + row.group(1), String.valueOf(row.group(2)));
			}
		}
		return defaults;
	}

	private static Map<String, String> known() throws IOException {
		Map<String, String> defaults = new TreeMap<>();
		for (JsonNode property : metadata()) {
			String value = property.path("defaultValue").asString("null");
			defaults.put(property.path("name").asString(), value);
		}
		return defaults;
	}

	private static Iterable<JsonNode> metadata() throws IOException {
		try (InputStream json = DocumentedPropertiesTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return JsonMapper.shared()
				.readTree(json)
				.path("properties")
				.valueStream()
				.filter((property) -> property.path("name").asString().startsWith(PREFIX))
				.toList();
		}
	}

}
