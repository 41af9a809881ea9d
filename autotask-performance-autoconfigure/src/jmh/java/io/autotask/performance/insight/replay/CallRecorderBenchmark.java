package io.autotask.performance.insight.replay;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.Serving;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.stub.Calls;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What recording adds to an answer from memory, alone and by two threads at once. Run it
 * with {@code -prof gc} to see that it allocates nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CallRecorderBenchmark {

	private final CallRecorder recorder = new CallRecorder(20_000, TimeSource.system());

	private final CallEvent hit = new CallEvent.Completed(Calls.get("Companies", 5), CallEvent.Outcome.SUCCESS, 200,
			Serving.Source.CACHE, Duration.ofNanos(5_000), 1_000, null, 1);

	/** One thread. */
	@Benchmark
	public void hit() {
		this.recorder.on(this.hit);
	}

	/** Two threads. */
	@Benchmark
	@Threads(2)
	public void hitByTwo() {
		this.recorder.on(this.hit);
	}

}
