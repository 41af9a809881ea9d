package io.autotask.performance.monitor;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.CallListeners;
import io.autotask.performance.call.Completion;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.Serving.Source;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.metrics.AutotaskMeters;
import io.autotask.performance.stub.Calls;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to measure a hit: reading the clock, the three events of its account, the
 * figures of its endpoint, the log of requests and, where there is a registry, the timer.
 * Beside it one Micrometer Observation with as many tags, which ends in a timer too.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class MonitorHitBenchmark {

	private static final ApiCall CALL = Calls.get("Tickets", 5);

	private final TimeSource time = TimeSource.system();

	private final ObservationRegistry observations = ObservationRegistry.create();

	private final Ended ended = new Ended();

	private CallListener plain;

	private CallListener metered;

	@Setup
	public void start() {
		PerformanceMonitor monitor = new PerformanceMonitor(this.time);
		this.plain = new CallListeners(List.of(monitor), new OwnFailures());
		PerformanceMonitor withMeters = new PerformanceMonitor(this.time);
		new AutotaskMeters(withMeters).bindTo(new SimpleMeterRegistry());
		this.metered = new CallListeners(List.of(withMeters), new OwnFailures());
		this.observations.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(new SimpleMeterRegistry()));
	}

	@Benchmark
	public void hit() {
		hit(this.plain);
	}

	@Benchmark
	public void hitWithMeters() {
		hit(this.metered);
	}

	/** The peer. */
	@Benchmark
	public void observation() {
		Observation observation = Observation.createNotStarted("autotask.client.requests", this.observations)
			.lowCardinalityKeyValue("entity", "Tickets")
			.lowCardinalityKeyValue("operation", "get")
			.lowCardinalityKeyValue("served", "cache")
			.start();
		observation.lowCardinalityKeyValue("outcome", "success");
		observation.stop();
	}

	/** As the path does it. What tells the end is part of the call, not of measuring. */
	private void hit(CallListener listener) {
		this.ended.startedAt = this.time.nanos();
		listener.arrived(CALL);
		listener.recalled(CALL, 1);
		this.ended.endedAt = this.time.nanos();
		listener.completed(this.ended);
	}

	/** A hit. */
	private static final class Ended implements Completion {

		private long startedAt;

		private long endedAt;

		@Override
		public ApiCall call() {
			return CALL;
		}

		@Override
		public CallEvent.Outcome outcome() {
			return CallEvent.Outcome.SUCCESS;
		}

		@Override
		public int code() {
			return 200;
		}

		@Override
		public Source source() {
			return Source.CACHE;
		}

		@Override
		public long nanos() {
			return this.endedAt - this.startedAt;
		}

		@Override
		public long bytes() {
			return 900;
		}

		@Override
		public String error() {
			return null;
		}

		@Override
		public long endedAt() {
			return this.endedAt;
		}

	}

}
