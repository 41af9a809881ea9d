package io.autotask.performance.benchmark;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.autotask.performance.benchmark.measure.UpstreamTap;
import io.autotask.performance.benchmark.measure.Vitals;
import io.autotask.performance.benchmark.work.Target;
import io.autotask.performance.benchmark.work.TrafficRecorder;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.stub.ManualTime;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask.Arrival;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/**
 * A suite on the whole request path, in virtual time: a server that answers after exactly
 * as long as the test says, and a machine that is never busy.
 */
final class VirtualBench {

	private static final URI URL = URI.create("http://localhost:1/ATServicesRest");

	private static final ExchangeStrategies CODECS = ExchangeStrategies.withDefaults();

	final ManyRows rows = new ManyRows(500);

	final List<BenchmarkEvent> events = new ArrayList<>();

	/** What the server answers. */
	Function<Arrival, Mono<Reply>> answers = this.rows;

	/** How long an answer takes, by when it was asked for, in nanoseconds. */
	Function<Long, Duration> latency = (at) -> Duration.ofMillis(40);

	/** How busy the machine is. */
	volatile double systemCpu = 20;

	private final BenchmarkSettings settings;

	/** Runs are compared with those before, so there is one for all. */
	private BenchmarkSuite suite;

	VirtualBench(java.nio.file.Path directory) {
		this(new BenchmarkSettings(true, false, 100_000, Duration.ofHours(2), directory, List.of()));
	}

	VirtualBench(BenchmarkSettings settings) {
		this.settings = settings;
	}

	BenchmarkResult run(BenchmarkConfig config) {
		AtomicReference<BenchmarkResult> result = new AtomicReference<>();
		StepVerifier.withVirtualTime(() -> suite().runBenchmark(config).doOnNext(result::set))
			.thenAwait(Duration.ofHours(3))
			.expectNextCount(1)
			.verifyComplete();
		return result.get();
	}

	/** The suite, which sees virtual time while something runs. */
	BenchmarkSuite suite() {
		if (this.suite == null) {
			TimeSource time = ManualTime.virtual();
			UpstreamTap tap = new UpstreamTap(time);
			Path path = Path.to(URL).time(time).listener(tap).build();
			Target target = new Target(URI.create(URL + "/V1.0/"),
					path.builder().exchangeFunction(this::answer).build());
			this.suite = new BenchmarkSuite(this.settings,
					new BenchmarkSuite.Parts(() -> target, tap, new TrafficRecorder(0, time), time,
							BenchmarkBudget::unknown,
							() -> new Vitals(100 << 20, 200 << 20, 7, 30, 10.0, this.systemCpu, 30), Map.of(),
							new OwnFailures()),
					() -> new Threads(Schedulers.parallel(), Schedulers.parallel(), Schedulers.parallel(), () -> {
					}));
			this.suite.addListener(this.events::add);
		}
		return this.suite;
	}

	private Mono<ClientResponse> answer(ClientRequest request) {
		return Mono.defer(() -> {
			MockClientHttpRequest written = new MockClientHttpRequest(request.method(), request.url());
			return request.writeTo(written, CODECS)
				.then(Mono.defer(() -> written.getBodyAsString().onErrorReturn("")))
				.flatMap((body) -> this.answers.apply(new Arrival(request.method().name(), request.url().getPath(),
						new TreeMap<>(), body.getBytes(StandardCharsets.UTF_8))))
				.delayElement(this.latency.apply(ManualTime.virtual().nanos()))
				.map(VirtualBench::response);
		});
	}

	private static ClientResponse response(Reply reply) {
		return ClientResponse.create(HttpStatusCode.valueOf(reply.status()), CODECS)
			.header("Content-Type", "application/json")
			.body(new String(reply.body(), StandardCharsets.UTF_8))
			.build();
	}

}
