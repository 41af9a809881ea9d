package io.autotask.performance.optimizer.budget;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ThresholdReadingTests {

	@Test
	void readsWhatAutotaskSays() {
		assertThat(read("{'externalRequestThreshold':10000,'requestThresholdTimeframe':60,"
				+ "'currentTimeframeRequestCount':124}"))
			.isEqualTo(new ThresholdReading(124, 10_000));
		assertThat(read("{'item':{'CurrentTimeFrameRequestCount':7}}")).isEqualTo(new ThresholdReading(7, null));
		assertThat(read("{'currentTimeframeRequestCount':-1,'externalRequestThreshold':0}"))
			.isEqualTo(new ThresholdReading(0, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "<html>", "[", "{'currentTimeframeRequestCount':'many'}",
			"{'currentTimeframeRequestCount':5,'requestThresholdTimeframe':1440}" })
	void whatSaysNothingOfSixtyMinutesSaysNothing(String body) {
		assertThat(read(body)).isNull();
	}

	private static ThresholdReading read(String body) {
		return ThresholdReading.of(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
	}

}
