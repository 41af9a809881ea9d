package io.autotask.performance.optimizer;

import io.autotask.performance.stub.Calls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HourlyLimitTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"429 | {\"errors\":[\"The Autotask API request threshold of 10000 requests per 60 minutes has been exceeded.\"]} | true",
			"500 | {\"errors\":[\"The external threshold of 10,000 requests was exceeded\"]} | true",
			"403 | {\"errors\":[\"Request Threshold Exceeded\"]} | true",
			"429 | {\"errors\":[\"Try again in an hour\"]} | true",
			"429 | {\"errors\":[\"The Autotask API thread threshold of 3 threads has been exceeded.\"]} | false",
			"429 | `` | false", "500 | {\"errors\":[\"The hour of the appointment is not valid\"]} | false",
			"500 | {\"errors\":[\"Threshold of alert must be a number\"]} | false",
			"200 | {\"item\":{\"title\":\"request threshold exceeded\"}} | false",
			"503 | request threshold exceeded | false" })
	void tellsTheHourlyLimitFromEverythingElse(int status, String body, boolean rejected) {
		assertThat(HourlyLimit.rejected(Calls.answer(status, body))).isEqualTo(rejected);
	}

}
