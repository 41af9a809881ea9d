package io.autotask.performance.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * Properties of what is measured. They hold values only: {@link MonitorMapper} checks
 * them and makes settings of them.
 *
 * @param metricsInterval How often a sample of the timeline is taken and a metrics event
 * published.
 * @param maxSamples How many calls that ended are remembered.
 * @param requestTracking Remembering and telling calls one by one.
 * @param memoryWarningThreshold How much may live in the heap before there is an alert. A
 * number alone is in megabytes.
 * @param thresholds What is allowed before there is an alert.
 * @param memoryLeakDetection Looking for memory that grows without end.
 * @param profiling Profiling operations of the application.
 * @param flightRecorder Using the flight recorder of the virtual machine.
 */
@ConfigurationProperties("autotask.performance.monitor")
public record MonitorProperties(@DefaultValue("5s") Duration metricsInterval, @DefaultValue("10000") int maxSamples,
		@DefaultValue RequestTracking requestTracking,
		@DefaultValue("512MB") @DataSizeUnit(DataUnit.MEGABYTES) DataSize memoryWarningThreshold,
		@DefaultValue Thresholds thresholds, @DefaultValue MemoryLeakDetection memoryLeakDetection,
		@DefaultValue Profiling profiling, @DefaultValue FlightRecorder flightRecorder) {

	/**
	 * Remembering and telling calls one by one.
	 *
	 * @param enabled Whether calls that ended are remembered, and told to listeners of
	 * request events.
	 */
	public record RequestTracking(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Looking for memory that grows without end.
	 *
	 * @param enabled Whether it is looked for memory that leaks.
	 * @param interval How often it is looked what lives in memory. A leak is found after
	 * about 120 looks.
	 */
	public record MemoryLeakDetection(@DefaultValue("true") boolean enabled, @DefaultValue("1m") Duration interval) {

	}

	/**
	 * Profiling operations of the application.
	 *
	 * @param enabled Whether operations of the application can be profiled.
	 */
	public record Profiling(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Using the flight recorder of the virtual machine.
	 *
	 * @param enabled Whether the flight recorder may be used, to see where the process
	 * runs while something is profiled, and which objects stay when memory seems to leak.
	 */
	public record FlightRecorder(@DefaultValue("false") boolean enabled) {

	}

	/**
	 * What is allowed before there is an alert.
	 *
	 * @param maxResponseTime How long 95 of 100 calls of a minute may take.
	 * @param maxErrorRate How many calls of a minute may fail, in percent.
	 * @param maxCpuUsage How much of all processors the process may use in a minute, in
	 * percent.
	 * @param minThroughput How many calls per second there have to be in a minute.
	 * @param minPoolEfficiency How often a request has to find a connection that was used
	 * before, in percent.
	 */
	public record Thresholds(@DefaultValue("2s") Duration maxResponseTime, @DefaultValue("5") double maxErrorRate,
			@DefaultValue("80") double maxCpuUsage, @Nullable Double minThroughput,
			@DefaultValue("70") double minPoolEfficiency) {

	}

}
