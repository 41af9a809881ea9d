package io.autotask.performance.call;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerContentTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{\"item\":{\"id\":5}} | false | false | false | 1",
			"{\"item\":null} | false | true | false |", "{\"items\":[],\"errors\":[]} | false | false | false | 0",
			"{\"errors\":[\"no\"]} | true | false | false |", "{\"errors\":null} | false | false | false |",
			"{\"errors\":\"text\"} | true | false | false |", "{\"Errors\":[1]} | true | false | false |",
			"{\"items\":[{\"errors\":[1]}],\"pageDetails\":{\"nextPageUrl\":null}} | false | false | false | 1",
			"{\"items\":[],\"pageDetails\":{\"count\":1,\"nextPageUrl\":\"https://x\"}} | false | false | true | 0",
			"{\"items\":[],\"pageDetails\":{\"prevPageUrl\":\"https://x\"}} | false | false | true | 0",
			"{\"items\":null} | false | false | false |", "{\"queryCount\":7} | false | false | false |" })
	void readsWhatStagesDecideBy(String json, boolean errors, boolean absent, boolean linked, Integer rows) {
		AnswerContent content = AnswerContent.read(bytes(json));
		assertThat(content.errors()).isEqualTo(errors);
		assertThat(content.absent()).isEqualTo(absent);
		assertThat(content.linked()).isEqualTo(linked);
		assertThat((content.rows() != null) ? (Integer) content.rows().size() : null).isEqualTo(rows);
	}

	@Test
	void findsEachRowWithItsIdAndItsBytes() {
		String first = "{ \"title\" : \"a } ] \\\" ä\", \"Id\":7, \"userDefinedFields\":[{\"id\":1}] }";
		String second = "{\"nested\":{\"id\":9},\"id\":-3}";
		byte[] body = bytes("{\"items\":[ " + first + " ,\n" + second + "],\"pageDetails\":{}}");
		Rows rows = AnswerContent.read(body).rows();
		assertThat(rows.size()).isEqualTo(2);
		assertThat(rows.identified()).isTrue();
		assertThat(rows.id(0)).isEqualTo(7);
		assertThat(rows.indexOf(-3)).isEqualTo(1);
		assertThat(rows.indexOf(9)).isEqualTo(-1);
		assertThat(rows.row(0, body)).isEqualTo(bytes(first));
		assertThat(rows.item(1, body)).isEqualTo(bytes("{\"item\":" + second + "}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[5]", "[null]", "[{}]", "[{\"id\":\"5\"}]", "[{\"id\":1},{\"name\":2}]", "[[1]]" })
	void saysWhenARowDoesNotSayItsId(String items) {
		assertThat(AnswerContent.read(bytes("{\"items\":" + items + "}")).rows().identified()).isFalse();
	}

	@Test
	void findsTheRowsOfAFullPage() {
		StringBuilder items = new StringBuilder();
		for (int id = 1; id <= 500; id++) {
			items.append((id > 1) ? "," : "")
				.append("{\"id\":")
				.append(id)
				.append(",\"t\":\"")
				.append("x".repeat(id))
				.append("\"}");
		}
		byte[] body = bytes("{\"items\":[" + items + "]}");
		Rows rows = AnswerContent.read(body).rows();
		for (int i = 0; i < 500; i++) {
			assertThat(new String(rows.row(i, body), StandardCharsets.UTF_8))
				.isEqualTo("{\"id\":" + (i + 1) + ",\"t\":\"" + "x".repeat(i + 1) + "\"}");
		}
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
