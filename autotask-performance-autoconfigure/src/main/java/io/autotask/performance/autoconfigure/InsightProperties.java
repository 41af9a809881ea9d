package io.autotask.performance.autoconfigure;

import java.time.Duration;
import java.util.Set;

import io.autotask.performance.insight.InsightSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of insights. They hold values only: {@link #settings()} checks them.
 *
 * @param enabled Whether it is recorded what happens to calls, without any of their data,
 * and looked for what could be better.
 * @param apply Who may carry out what is proposed: off, suggest (nobody), approve (a
 * person, by the endpoint), auto (the starter too, times to live only, inside bounds).
 * @param interval How often it is looked.
 * @param trial How long a change is tried before it is kept or taken back.
 * @param maxAge How old data may be that is served because of an insight.
 * @param ignore Comma-separated list of rules, or rules and what they are about, that are
 * never shown, such as slow-endpoint:Tickets.query.
 * @param recordedEvents How many of the latest events of calls are remembered, in 64
 * bytes each.
 */
@ConfigurationProperties("autotask.performance.insights")
public record InsightProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("suggest") InsightSettings.Apply apply, @DefaultValue("1m") Duration interval,
		@DefaultValue("30m") Duration trial, @DefaultValue("30m") Duration maxAge, @DefaultValue Set<String> ignore,
		@DefaultValue("20000") int recordedEvents) {

	private static final String PREFIX = "autotask.performance.insights.";

	private static final Duration SHORTEST = Duration.ofSeconds(5);

	private static final Duration LONGEST = Duration.ofDays(7);

	private static final int LEAST_RECORDED = 100;

	private static final int MOST_RECORDED = 1_000_000;

	/**
	 * What the properties mean.
	 */
	InsightSettings settings() {
		return new InsightSettings(this.apply, checked("interval", this.interval), checked("trial", this.trial),
				checked("max-age", this.maxAge), this.ignore);
	}

	int recorded() {
		if (this.recordedEvents < LEAST_RECORDED || this.recordedEvents > MOST_RECORDED) {
			throw new InvalidSettingException(PREFIX + "recorded-events", this.recordedEvents,
					"it must be from " + LEAST_RECORDED + " to " + MOST_RECORDED,
					"Set it to a number such as 20000, or set '" + PREFIX + "enabled' to 'false'.");
		}
		return this.recordedEvents;
	}

	private static Duration checked(String name, Duration value) {
		if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
			throw new InvalidSettingException(PREFIX + name, value, "it must be from 5s to 7d",
					"Set it to a duration such as 30m.");
		}
		return value;
	}

}
