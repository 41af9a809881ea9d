package io.autotask.performance.sample.simulator.schema;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dates on the wire.
 */
class WireDatesTests {

	@ParameterizedTest
	@CsvSource({ "2026-11-24T12:00:00Z,2026-11-24T12:00:00Z", "2026-11-24T12:00:00.200Z,2026-11-24T12:00:00.2Z",
			"2026-11-24T12:00:00.167999Z,2026-11-24T12:00:00.167Z" })
	void zerosAtTheEndOfASecondAreLeftOut(String instant, String wire) {
		assertThat(WireDates.format(Instant.parse(instant))).isEqualTo(wire);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-11-24T12:30:00Z", "2026-11-24T12:30:00", "2026-11-24 12:30:00",
			"2026-11-24T13:30:00+01:00", "2026-11-24T12:30:00.000000Z", " 2026-11-24T12:30:00.000 " })
	void datesAreReadAsUtcUnlessTheySayOtherwise(String text) {
		assertThat(WireDates.parse(text)).isEqualTo(Instant.parse("2026-11-24T12:30:00Z"));
	}

	@Test
	void aDayIsItsFirstMoment() {
		assertThat(WireDates.parse("2026-11-24")).isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "soon", "2026-02-30", "24.11.2026", "2026-11-24T25:00:00Z", "99999999999999" })
	void whatIsNoDateIsNone(String text) {
		assertThat(WireDates.parse(text)).isNull();
	}

}
