package io.autotask.performance.monitor.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class AlertsTests {

	private final Alerts alerts = new Alerts();

	private final List<PerformanceAlert> told = new ArrayList<>();

	private AlertThresholds thresholds = AlertThresholds.defaults();

	private long now;

	@Test
	void aProblemIsOneAlertWithABeginningAndAnEnd() {
		look(500.0);
		look(2_500.0);
		look(3_500.0);
		look(2_600.0);
		assertThat(this.told).hasSize(1);
		assertThat(this.alerts.active()).singleElement().satisfies((alert) -> {
			assertThat(alert.type()).isEqualTo(AlertType.LATENCY);
			assertThat(alert.severity()).as("at its worst").isEqualTo(Severity.HIGH);
			assertThat(alert.currentValue()).isEqualTo(2_600);
			assertThat(alert.worstValue()).isEqualTo(3_500);
			assertThat(alert.threshold()).isEqualTo(2_000);
			assertThat(alert.since()).isEqualTo(at(10));
			assertThat(alert.until()).isNull();
			assertThat(alert.message()).contains("3500 ms", "allowed are 2000 ms",
					"'autotask.performance.monitor.thresholds.max-response-time'", "slowest: get Tickets");
		});
		for (int i = 0; i < 13; i++) {
			look(100.0);
		}
		assertThat(this.alerts.active()).isEmpty();
		assertThat(this.told).hasSize(2);
		assertThat(this.told.get(1).since()).isEqualTo(at(10));
		assertThat(this.told.get(1).until()).isEqualTo(at(85));
		assertThat(this.alerts.all()).containsExactly(this.told.get(1));
	}

	@Test
	void aValueThatHoversAroundItsThresholdIsOneAlert() {
		for (int i = 0; i < 200; i++) {
			look((i % 2 == 0) ? 2_050.0 : 1_950.0);
		}
		assertThat(this.told).hasSize(1);
	}

	@Test
	void aProblemThatComesBackBeforeItHasCooledDownIsTheSameAlert() {
		for (int i = 0; i < 50; i++) {
			look((i % 10 == 0) ? 5_000.0 : 100.0);
		}
		assertThat(this.told).hasSize(1);
	}

	@Test
	void aProblemThatComesBackLaterIsAnotherAlert() {
		look(5_000.0);
		for (int i = 0; i < 14; i++) {
			look(100.0);
		}
		look(5_000.0);
		assertThat(this.told).extracting(PerformanceAlert::isActive).containsExactly(true, false, true);
	}

	@Test
	void whatIsNotMeasuredAnyMoreIsOver() {
		look(5_000.0);
		for (int i = 0; i < 14; i++) {
			look(null);
		}
		assertThat(this.alerts.active()).isEmpty();
	}

	@Test
	void otherThresholdsCountFromTheNextLookOn() {
		look(1_500.0);
		assertThat(this.told).isEmpty();
		this.thresholds = new AlertThresholds(Duration.ofSeconds(1), 5, 80, 10.0, 70, 1);
		look(1_500.0);
		assertThat(this.told).hasSize(1);
		assertThat(this.told.get(0).threshold()).isEqualTo(1_000);
	}

	@Test
	void remembersABoundedNumberOfThoseThatEnded() {
		for (int round = 0; round < Alerts.MAX_ENDED + 20; round++) {
			look(5_000.0);
			for (int i = 0; i < 13; i++) {
				look(100.0);
			}
		}
		assertThat(this.alerts.all()).hasSize(Alerts.MAX_ENDED);
		assertThat(this.alerts.all().get(0).since()).isAfter(this.alerts.all().get(1).since());
	}

	@ParameterizedTest
	@CsvSource({ "LATENCY, 2100, MEDIUM", "LATENCY, 3100, HIGH", "LATENCY, 4000, CRITICAL", "ERROR_RATE, 6, MEDIUM",
			"ERROR_RATE, 60, CRITICAL", "ERROR_BURST, 80, HIGH", "CPU, 95, MEDIUM", "MEMORY, 600000000, MEDIUM",
			"BUDGET, 80, MEDIUM", "BUDGET, 91, HIGH", "BUDGET, 99, CRITICAL", "QUEUE, 60, MEDIUM",
			"QUEUE, 100, CRITICAL", "CIRCUIT, 1, HIGH", "MEMORY_LEAK, 1000000, HIGH", "POOL_EFFICIENCY, 20, LOW" })
	void theFurtherPastItsThresholdTheWorse(AlertType type, double value, Severity severity) {
		this.alerts.look(Map.of(type, AlertReading.of(value)), this.thresholds, 0, at(0));
		assertThat(this.alerts.active()).singleElement().extracting(PerformanceAlert::severity).isEqualTo(severity);
	}

	@ParameterizedTest
	@CsvSource({ "LATENCY, 1999", "ERROR_RATE, 5", "ERROR_BURST, 50", "CPU, 80", "MEMORY, 536870912", "BUDGET, 75",
			"QUEUE, 50", "CIRCUIT, 0", "MEMORY_LEAK, 0", "POOL_EFFICIENCY, 70", "THROUGHPUT, 0" })
	void whatIsAllowedIsNoAlert(AlertType type, double value) {
		this.alerts.look(Map.of(type, AlertReading.of(value)), this.thresholds, 0, at(0));
		assertThat(this.alerts.active()).isEmpty();
	}

	@Test
	void tooLittleIsWrongTooWhenItIsSaidHowMuchThereHasToBe() {
		this.thresholds = new AlertThresholds(Duration.ofSeconds(2), 5, 80, 1.0, 70, 1L << 30);
		this.alerts.look(Map.of(AlertType.THROUGHPUT, AlertReading.of(0)), this.thresholds, 0, at(0));
		assertThat(this.alerts.active()).singleElement().satisfies((alert) -> {
			assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
			assertThat(alert.message()).contains("0.00 calls per second", "there have to be 1.00", "min-throughput");
		});
		this.alerts.look(Map.of(AlertType.THROUGHPUT, AlertReading.of(1.05)), this.thresholds, 1, at(1));
		this.alerts.look(Map.of(AlertType.THROUGHPUT, AlertReading.of(1.05)), this.thresholds,
				Duration.ofHours(1).toNanos(), at(2));
		assertThat(this.alerts.active()).as("not well on the good side").hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(AlertType.class)
	void everyTypeHasWords(AlertType type) {
		String words = AlertWords.of(type, 12, 34, Map.of());
		assertThat(words).matches(".*[.?]").doesNotContain("..").doesNotContain("null");
		assertThat(type.word()).matches("[a-z_]+");
	}

	private void look(Double value) {
		this.now += 5;
		Map<AlertType, AlertReading> readings = (value != null)
				? Map.of(AlertType.LATENCY, new AlertReading(value, Map.of("slowest", "get Tickets"))) : Map.of();
		this.told
			.addAll(this.alerts.look(readings, this.thresholds, Duration.ofSeconds(this.now).toNanos(), at(this.now)));
	}

	private static Instant at(long seconds) {
		return Instant.EPOCH.plusSeconds(seconds);
	}

}
