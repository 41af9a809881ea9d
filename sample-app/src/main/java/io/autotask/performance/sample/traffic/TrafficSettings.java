package io.autotask.performance.sample.traffic;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How busy the invented users are.
 *
 * @param enabled Whether they begin when the application starts.
 * @param rate Things they do per second, 1 to 100.
 * @param duration How long until they go home.
 */
@ConfigurationProperties("sample.traffic")
record TrafficSettings(@DefaultValue("false") boolean enabled, @DefaultValue("5") int rate,
		@DefaultValue("10m") Duration duration) {

	TrafficSettings {
		Assert.isTrue(rate >= 1 && rate <= 100,
				() -> "'sample.traffic.rate' is " + rate + ", allowed are 1 to 100 per second");
		Assert.isTrue(!duration.isNegative() && !duration.isZero(),
				() -> "'sample.traffic.duration' is " + duration + ", it has to be longer than nothing");
	}

	Duration pause() {
		return Duration.ofSeconds(1).dividedBy(this.rate);
	}

}
