package io.autotask.performance.optimizer.budget;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ForecastTests {

	private final HourWindow window = new HourWindow(0);

	private long now;

	@Test
	void aTenantThatIsQuietIsNotUsedUp() {
		assertThat(forecast(100)).isEqualTo(Forecast.NEVER);
	}

	/** 20 a minute since half an hour: 600 are used, 400 are left for 20 minutes. */
	@Test
	void goesOnAsItDidInTheLastTenMinutes() {
		everyMinute(30, 20);
		Forecast forecast = forecast(1_000);
		assertThat(forecast.likely()).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(21));
		assertThat(forecast.earliest()).isLessThan(forecast.likely());
		assertThat(forecast.latest()).isGreaterThan(forecast.likely());
	}

	@Test
	void knowsWhatFallsOutOfTheHourUntilThen() {
		everyMinute(60, 20);
		assertThat(forecast(1_400).likely()).as("as much goes as comes").isNull();
	}

	@Test
	void theLessEvenTheWiderTheInterval() {
		everyMinute(30, 20);
		Forecast even = forecast(1_000);
		HourWindow uneven = new HourWindow(0);
		for (int minute = 0; minute < 30; minute++) {
			for (int i = 0; i < ((minute % 5 == 0) ? 100 : 0); i++) {
				uneven.add(Duration.ofMinutes(minute).toNanos());
			}
		}
		Forecast wide = Forecast.of(uneven, 0, 0, 1_000, this.now);
		assertThat(wide.earliest()).isLessThan(even.earliest());
		assertThat(wide.latest()).isNull();
	}

	@Test
	void othersCountToo() {
		assertThat(Forecast.of(this.window, 500, 1_000, 1_000, 0).likely()).isEqualTo(Duration.ofMinutes(30));
	}

	@Test
	void whatIsUsedUpIsUsedUpNow() {
		everyMinute(1, 100);
		assertThat(forecast(50).likely()).isEqualTo(Duration.ZERO);
	}

	private void everyMinute(int minutes, int requests) {
		for (int minute = 0; minute < minutes; minute++) {
			for (int i = 0; i < requests; i++) {
				this.now = Duration.ofMinutes(minute).plusSeconds(i * 60L / requests).toNanos();
				this.window.add(this.now);
			}
		}
	}

	private Forecast forecast(int limit) {
		return Forecast.of(this.window, 0, 0, limit, this.now);
	}

}
