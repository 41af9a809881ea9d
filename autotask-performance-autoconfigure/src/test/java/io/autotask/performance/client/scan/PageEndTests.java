package io.autotask.performance.client.scan;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class PageEndTests {

	private static final String DETAILS = "\"pageDetails\":{\"count\":1,\"nextPageUrl\":null}";

	private final JsonMapper json = new JsonMapper();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"{\"items\":[{\"id\":1},{\"id\":5,\"title\":\"x\"}],\"pageDetails\":{\"count\":2,\"nextPageUrl\":null}} | 5 | false | 2",
			"{\"items\":[{\"title\":\"first\",\"id\":-5}],\"pageDetails\":{\"nextPageUrl\":\"https://x\",\"count\":1}} | -5 | true | 1",
			"{ \"items\" : [ {\"id\" : 7 } ] , \"pageDetails\" : { \"count\" : 1 , \"nextPageUrl\" : \"\" } } | 7 | false | 1",
			"{\"items\":[],\"pageDetails\":{\"count\":0,\"nextPageUrl\":null}} | | false | 0",
			"{\"items\":[{\"id\":3,\"a\":[{\"b\":\"}]\"}],\"c\":\"\\\\\\\"]}\"}],\"pageDetails\":{\"count\":1}} | 3 | false | 1",
			"{\"items\":[{\"id\":3,\"title\":\"pageDetails\"}],\"pageDetails\":{\"count\":1}} | 3 | false | 1",
			"{\"items\":[{\"id\":1234567890123456789}],\"pageDetails\":{\"count\":1}} | 1234567890123456789 | false | 1" })
	void tellsTheLastIdAndWhetherThereIsMore(String body, Long lastId, boolean more, int rows) {
		PageBytes page = PageEnd.read(body.getBytes(StandardCharsets.UTF_8));
		assertThat(page.lastId()).isEqualTo(lastId);
		assertThat(page.more()).isEqualTo(more);
		assertThat(page.rows()).isEqualTo(rows);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{}", "{\"items\":[{\"id\":1}]}", "{" + DETAILS + ",\"items\":[{\"id\":1}]}",
			"{\"items\":[{\"id\":1}]," + DETAILS + ",\"more\":1}", "{\"items\":[1]," + DETAILS + "}",
			"{\"items\":[{\"id\":\"x\"}]," + DETAILS + "}", "{\"items\":[{\"id\":1}]," + DETAILS,
			"{\"items\":[{\"id\":1}],\"pageDetails\":null}", "{\"items\":[{\"id\":1}],\"pageDetails\":{}}",
			"{\"errors\":[\"no\"]," + DETAILS + "}", "{\"items\":{\"id\":1}," + DETAILS + "}", "\"pageDetails\"" })
	void leavesEverythingElseToBeReadAsAWhole(String body) {
		assertThat(PageEnd.read(body.getBytes(StandardCharsets.UTF_8))).isNull();
	}

	@Test
	void saysTheSameAsTheWholePageWhateverIsInTheRows() {
		SplittableRandom random = new SplittableRandom(5);
		for (int run = 0; run < 2_000; run++) {
			ObjectNode content = this.json.createObjectNode();
			ArrayNode rows = content.putArray("items");
			int count = random.nextInt(4);
			for (int row = 0; row < count; row++) {
				value(random, rows.addObject(), 3);
				((ObjectNode) rows.get(row)).put("id", random.nextLong());
			}
			ObjectNode details = content.putObject("pageDetails");
			details.put("count", count).put("nextPageUrl", random.nextBoolean() ? text(random) : null);
			byte[] body = random.nextBoolean() ? this.json.writeValueAsBytes(content)
					: this.json.writerWithDefaultPrettyPrinter().writeValueAsBytes(content);
			PageBytes page = PageEnd.read(body);
			PageBytes whole = PageBytes.of(body, this.json.readTree(body));
			assertThat(page).as(new String(body, StandardCharsets.UTF_8)).isNotNull();
			assertThat(page).usingRecursiveComparison().isEqualTo(whole);
		}
	}

	private JsonNode value(SplittableRandom random, ObjectNode object, int depth) {
		for (int i = random.nextInt(4); i >= 0; i--) {
			if (depth > 0 && random.nextInt(3) == 0) {
				value(random, object.putObject(text(random)), depth - 1);
				value(random, object.putArray(text(random)).addObject(), depth - 1);
			}
			else {
				object.put(text(random), text(random));
			}
		}
		return object;
	}

	private static String text(SplittableRandom random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(6); i >= 0; i--) {
			text.append("\"\\{}[],:ä pageDetails\n".charAt(random.nextInt(22)));
		}
		return text.toString();
	}

}
