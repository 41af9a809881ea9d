package io.autotask.performance.cache;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerContentTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{\"item\":{\"id\":5}} | false | false | false | false",
			"{\"item\":null} | false | true | false | false",
			"{\"items\":[],\"errors\":[]} | false | false | true | false",
			"{\"errors\":[\"no\"]} | true | false | false | false", "{\"errors\":null} | false | false | false | false",
			"{\"errors\":\"text\"} | true | false | false | false", "{\"Errors\":[1]} | true | false | false | false",
			"{\"items\":[{\"errors\":[1]}],\"pageDetails\":{\"nextPageUrl\":null}} | false | false | false | false",
			"{\"items\":[],\"pageDetails\":{\"count\":1,\"nextPageUrl\":\"https://x\"}} | false | false | true | true",
			"{\"items\":[],\"pageDetails\":{\"prevPageUrl\":\"https://x\"}} | false | false | true | true",
			"{\"queryCount\":7} | false | false | false | false" })
	void readsWhatDecidesWhetherAnAnswerIsKept(String json, boolean errors, boolean absent, boolean empty,
			boolean linked) {
		assertThat(AnswerContent.read(bytes(json))).isEqualTo(new AnswerContent(errors, absent, empty, linked));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "5", "<html></html>", "{", "{\"item\":", "{} {}", "{\"a\":1}x",
			"{\"a\":NaN}" })
	void takesNothingElseForAWholeObject(String body) {
		assertThat(AnswerContent.read(bytes(body))).isNull();
	}

	@Test
	void noticesABodyThatWasCutOffAnywhere() {
		byte[] whole = bytes(
				"{\"items\":[{\"id\":1,\"title\":\"ä\"},{\"id\":2}],\"pageDetails\":{\"count\":2,\"nextPageUrl\":null}}");
		for (int length = 0; length < whole.length; length++) {
			assertThat(AnswerContent.read(java.util.Arrays.copyOf(whole, length))).as("cut at %d", length).isNull();
		}
	}

	@Test
	void survivesAnyBytes() {
		Random random = new Random(7);
		byte[] whole = bytes("{\"items\":[{\"id\":1}],\"errors\":[],\"pageDetails\":{\"nextPageUrl\":\"x\"}}");
		for (int run = 0; run < 10_000; run++) {
			byte[] mutated = whole.clone();
			for (int i = 0; i <= random.nextInt(3); i++) {
				mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
			}
			AnswerContent.read(mutated);
		}
		assertThat(AnswerContent.read(bytes("[".repeat(100_000)))).isNull();
		assertThat(AnswerContent.read(bytes("{\"a\":" + "[".repeat(100_000)))).isNull();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
