package io.autotask.performance.cache;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FreshnessTests {

	/**
	 * Seconds: the age of the answer, its time to live, the oldest that the caller takes.
	 */
	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "0, 300, -, Fresh", "299, 300, -, Fresh", "300, 300, -, Expired", "301, 300, -, Expired",
					"10, 300, 10, Fresh", "11, 300, 10, TooOldForCaller", "0, 300, 0, Fresh",
					"1, 300, 0, TooOldForCaller", "301, 300, 1000, Expired" })
	void decidesByAgeTimeToLiveAndTheCallersBound(long age, long ttl, Long maxAge, String decision) {
		Freshness freshness = Freshness.decide(Duration.ofSeconds(age).toNanos(), Duration.ofSeconds(ttl).toNanos(),
				(maxAge != null) ? Duration.ofSeconds(maxAge) : null);
		assertThat(freshness.getClass().getSimpleName()).isEqualTo(decision);
		if (freshness instanceof Freshness.Fresh fresh) {
			assertThat(fresh.age()).isEqualTo(Duration.ofSeconds(age));
			assertThat(fresh.left()).isEqualTo(Duration.ofSeconds(ttl - age));
		}
	}

}
