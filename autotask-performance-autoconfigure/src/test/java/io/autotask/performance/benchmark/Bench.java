package io.autotask.performance.benchmark;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.autotask.performance.benchmark.measure.UpstreamTap;
import io.autotask.performance.benchmark.measure.Vitals;
import io.autotask.performance.benchmark.work.Target;
import io.autotask.performance.benchmark.work.TrafficRecorder;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;

/** A suite on the whole request path, in front of a stub with many rows. */
final class Bench implements AutoCloseable {

	final StubAutotask autotask = StubAutotask.start();

	final ManyRows rows = new ManyRows(500);

	final UpstreamTap tap = new UpstreamTap(TimeSource.system());

	final TrafficRecorder recorder = new TrafficRecorder(1_000, TimeSource.system());

	final OwnFailures failures = new OwnFailures();

	final List<BenchmarkEvent> events = Collections.synchronizedList(new ArrayList<>());

	final Path path;

	final BenchmarkSuite suite;

	volatile BenchmarkBudget budget = BenchmarkBudget.unknown();

	Bench(java.nio.file.Path directory, UnaryOperator<BenchmarkSettings> change) {
		this(directory, change, null);
	}

	Bench(java.nio.file.Path directory, UnaryOperator<BenchmarkSettings> change, URI elsewhere) {
		this.autotask.answering(this.rows);
		CallListener both = (event) -> {
			this.tap.on(event);
			this.recorder.on(event);
		};
		this.path = Path.to(this.autotask).listener(both).build();
		URI url = (elsewhere != null) ? elsewhere : URI.create(this.autotask.baseUrl() + "/V1.0/");
		Target target = new Target(url, this.path.client());
		BenchmarkSettings settings = change.apply(withDirectory(BenchmarkSettings.defaults(), directory));
		this.suite = new BenchmarkSuite(settings,
				new BenchmarkSuite.Parts(() -> target, this.tap, this.recorder, TimeSource.system(), () -> this.budget,
						() -> new Vitals(100 << 20, 200 << 20, 7, 30, 10.0, 20.0, 30),
						Map.of("cache.default-ttl", "PT5M"), this.failures));
		this.suite.addListener(this.events::add);
	}

	static Bench in(java.nio.file.Path directory) {
		return new Bench(directory, UnaryOperator.identity());
	}

	static BenchmarkSettings writing(BenchmarkSettings from) {
		return new BenchmarkSettings(true, from.allowRemoteTarget(), from.maxRequests(), from.maxDuration(),
				from.baselineDirectory(), from.thresholds());
	}

	private static BenchmarkSettings withDirectory(BenchmarkSettings from, java.nio.file.Path directory) {
		return new BenchmarkSettings(from.allowWrites(), from.allowRemoteTarget(), from.maxRequests(),
				from.maxDuration(), directory, from.thresholds());
	}

	@Override
	public void close() {
		this.suite.close();
		this.autotask.close();
	}

}
