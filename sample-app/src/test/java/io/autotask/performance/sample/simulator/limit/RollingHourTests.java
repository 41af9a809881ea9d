package io.autotask.performance.sample.simulator.limit;

import java.time.Duration;
import java.time.Instant;

import io.autotask.performance.sample.simulator.ManualClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The hour of the tenant.
 */
class RollingHourTests {

	private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T12:00:00.900Z"));

	private final RollingHour hour = new RollingHour(this.clock, 4);

	/**
	 * <pre>
	 *  12:00  12:30  12:59:59  13:00:01
	 *    2      1        -      the first two are over, the third counts
	 * </pre>
	 */
	@Test
	void requestsCountForAnHour() {
		this.hour.add();
		this.hour.add();
		this.clock.pass(Duration.ofMinutes(30));
		this.hour.add();
		this.clock.pass(Duration.ofMinutes(30).minusSeconds(1));
		assertThat(this.hour.count()).isEqualTo(3);
		this.clock.pass(Duration.ofSeconds(2));
		assertThat(this.hour.count()).isEqualTo(1);
		this.clock.pass(Duration.ofMinutes(30));
		assertThat(this.hour.count()).isZero();
	}

	@Test
	void theLimitIsNeverPassedUnlessForced() {
		for (int request = 0; request < 4; request++) {
			assertThat(this.hour.add()).isTrue();
		}
		assertThat(this.hour.add()).isFalse();
		assertThat(this.hour.count()).isEqualTo(4);
		this.hour.force();
		assertThat(this.hour.count()).isEqualTo(5);
	}

	@Test
	void theDelayGrowsWithUse() {
		assertThat(this.hour.delay()).isZero();
		this.hour.add();
		assertThat(this.hour.delay()).isZero();
		this.hour.add();
		assertThat(this.hour.delay()).isEqualTo(Duration.ofMillis(500));
		this.hour.add();
		assertThat(this.hour.delay()).isEqualTo(Duration.ofSeconds(1));
		this.hour.reset();
		assertThat(this.hour.delay()).isZero();
	}

}
