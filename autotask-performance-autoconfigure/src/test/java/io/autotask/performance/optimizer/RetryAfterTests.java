package io.autotask.performance.optimizer;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTests {

	private static final Instant NOW = Instant.parse("2026-10-21T07:28:00Z");

	@Test
	void readsSecondsAndDates() {
		assertThat(asked("7")).isEqualTo(Duration.ofSeconds(7));
		assertThat(asked(" 1000000000 ")).isEqualTo(Duration.ofSeconds(1_000_000_000));
		assertThat(asked("Wed, 21 Oct 2026 07:28:30 GMT")).isEqualTo(Duration.ofSeconds(30));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-5", "soon", "", "Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2020 07:28:00 GMT",
			"99999999999999999999" })
	void anythingElseAsksForNothing(String value) {
		assertThat(asked(value)).isNull();
	}

	@Test
	void whoSaysNothingAsksForNothing() {
		assertThat(RetryAfter.of(new HttpHeaders(), NOW)).isNull();
	}

	private static Duration asked(String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Retry-After", value);
		return RetryAfter.of(headers, NOW);
	}

}
