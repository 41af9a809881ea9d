package io.autotask.performance.cache;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FreshnessTests {

	/**
	 * Seconds: the age of the answer, its time to live, how long it may be given after
	 * that, the oldest that the caller takes.
	 */
	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "0, 300, 0, -, Fresh", "299, 300, 0, -, Fresh", "300, 300, 0, -, Expired",
			"301, 300, 0, -, Expired", "10, 300, 0, 10, Fresh", "11, 300, 0, 10, TooOldForCaller",
			"0, 300, 0, 0, Fresh", "1, 300, 0, 0, TooOldForCaller", "301, 300, 0, 1000, Expired",
			"299, 300, 30, -, Fresh", "300, 300, 30, -, Stale", "329, 300, 30, -, Stale", "330, 300, 30, -, Expired",
			"310, 300, 30, 310, Stale", "310, 300, 30, 309, TooOldForCaller", "0, 0, 30, -, Expired" })
	void decidesByAgeTimeToLiveAndTheCallersBound(long age, long ttl, long grace, Long maxAge, String decision) {
		Freshness freshness = Freshness.decide(Duration.ofSeconds(age).toNanos(), Duration.ofSeconds(ttl).toNanos(),
				Duration.ofSeconds(grace).toNanos(), (maxAge != null) ? Duration.ofSeconds(maxAge) : null);
		assertThat(freshness.getClass().getSimpleName()).isEqualTo(decision);
		if (freshness instanceof Freshness.Fresh fresh) {
			assertThat(fresh.age()).isEqualTo(Duration.ofSeconds(age));
			assertThat(fresh.left()).isEqualTo(Duration.ofSeconds(ttl - age));
		}
		if (freshness instanceof Freshness.Stale stale) {
			assertThat(stale.age()).isEqualTo(Duration.ofSeconds(age));
			assertThat(stale.overdue()).isEqualTo(Duration.ofSeconds(age - ttl));
		}
	}

	/**
	 * P(early) = exp(-left / cost): 37 % of the readers at one cost before the end, next
	 * to none at ten.
	 */
	@ParameterizedTest
	@CsvSource({ "0, 1.0", "0.5, 0.607", "1, 0.368", "2, 0.135", "10, 0.0" })
	void isDueTheLikelierTheSoonerItsTimeIsUp(double costsLeft, double share) {
		Random random = new Random(5);
		long cost = Duration.ofMillis(400).toNanos();
		long due = IntStream.range(0, 20_000)
			.filter((i) -> Freshness.isDueEarly((long) (costsLeft * cost), cost, random.nextDouble()))
			.count();
		assertThat(due / 20_000.0).isCloseTo(share, within(0.015));
	}

}
