package io.autotask.performance.optimizer;

import io.autotask.performance.stub.Calls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadLimitTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"429 | {\"errors\":[\"The Autotask API thread threshold of 3 threads has been exceeded.\"]} | true",
			"500 | {\"errors\":[\"Thread Threshold Exceeded - Method: queryCount\"]} | true",
			"500 | {\"code\":\"Itgenatr005\"} | true", "429 | `` | true", "429 | {\"errors\":[]} | true",
			"429 | {\"errors\":[\"The Autotask API request threshold of 10000 requests per 60 minutes has been exceeded.\"]} | false",
			"500 | {\"errors\":[\"Picklist value [3] does not exist for priority\"]} | false",
			"200 | {\"item\":{\"title\":\"thread threshold exceeded\"}} | false", "503 | `` | false",
			"429 | {\"errors\":[\"Too many concurrent requests\"]} | true",
			"500 | {\"errors\":[\"Message thread title exceeds the limit of 100 characters\"]} | false",
			"502 | <html>thread threshold</html> | false", "503 | thread threshold exceeded | false" })
	void tellsTheThreadLimitFromEverythingElse(int status, String body, boolean rejected) {
		assertThat(ThreadLimit.rejected(Calls.answer(status, body))).isEqualTo(rejected);
	}

}
