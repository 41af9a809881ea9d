package io.autotask.performance.path;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RowIdTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-",
			value = { "{\"id\":5,\"status\":1} | 5", "{\"status\":{\"id\":7},\"ID\":6} | 6", "{\"Id\":0} | 0",
					"{\"status\":1} | -", "{\"id\":\"5\"} | -", "{\"id\":5,\"Id\":6} | -", "{\"id\":5.5} | -",
					"{\"id\":null} | -", "[{\"id\":5}] | -", "{\"id\":5 | -", "nonsense | -",
					"{\"id\":99999999999999999999} | -" })
	void findsTheRowThatAWriteChanges(String body, Long id) {
		assertThat(RowId.in(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(id);
	}

}
