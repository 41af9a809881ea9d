package io.autotask.performance.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of what is measured. They hold values only: {@link MonitorMapper} checks
 * them and makes settings of them.
 *
 * @param metricsInterval How often a sample of the timeline is taken and a metrics event
 * published.
 * @param maxSamples How many calls that ended are remembered.
 * @param requestTracking Remembering and telling calls one by one.
 */
@ConfigurationProperties("autotask.performance.monitor")
public record MonitorProperties(@DefaultValue("5s") Duration metricsInterval, @DefaultValue("10000") int maxSamples,
		@DefaultValue RequestTracking requestTracking) {

	/**
	 * Remembering and telling calls one by one.
	 *
	 * @param enabled Whether calls that ended are remembered, and told to listeners of
	 * request events.
	 */
	public record RequestTracking(@DefaultValue("true") boolean enabled) {

	}

}
