package io.autotask.performance.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.benchmark.BenchmarkResult;
import io.autotask.performance.benchmark.BenchmarkSuite;
import io.autotask.performance.sample.simulator.FaultSettings;
import io.autotask.performance.sample.simulator.Simulator;
import io.autotask.performance.sample.simulator.SimulatorCounts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Benchmarks of the sample against its simulator, which counts what arrives. */
class BenchmarksTests {

	private static final String PATH = "/actuator/autotask-benchmarks";

	private final HttpClient http = HttpClient.newHttpClient();

	@TempDir
	private @Nullable Path baselines;

	private @Nullable ConfigurableApplicationContext application;

	@AfterEach
	void stop() {
		Objects.requireNonNull(this.application).close();
	}

	@Test
	void whatARunSaysThatAutotaskSawIsWhatTheSimulatorCounted() throws Exception {
		start("--autotask.performance.optimization.budget.sync-interval=0");
		Simulator simulator = bean(Simulator.class);
		simulator.ledger().reset();
		String href = started("{\"entities\":\"tickets,companies\",\"operations\":\"get=60,search=30,count=10\","
				+ "\"iterations\":150,\"concurrency\":5,\"compare\":true}");
		JsonNode run = whenOver(href);

		SimulatorCounts counts = simulator.ledger().counts();
		assertThat(run.at("/summary/failedRequests").asInt()).as("%s", run.path("errors")).isZero();
		assertThat(run.at("/savings/bypassed/upstreamRequests").asInt()).isEqualTo(150);
		assertThat(run.at("/savings/bypassed/upstreamRequests").asInt()
				+ run.at("/savings/optimised/upstreamRequests").asInt() + run.at("/plan/preparation").asInt())
			.isEqualTo((int) counts.requests());
		assertThat(run.at("/savings/optimised/upstreamRequests").asInt()).isLessThan(150);
		assertThat(counts.maxInFlight()).isLessThanOrEqualTo(3);
		assertThat(get(href, "text/html").body()).contains("With and without the starter");
	}

	@Test
	void aSimulatorThatBecameSlowIsARegressionAndOneThatDidNotIsNone() throws Exception {
		start();
		String same = "{\"entities\":\"tickets\",\"operations\":\"get=1\",\"iterations\":100,\"concurrency\":3}";
		String before = started(same);
		whenOver(before);
		assertThat(post(before, "{\"action\":\"saveAsBaseline\",\"name\":\"main\"}").statusCode()).isEqualTo(200);

		JsonNode again = whenOver(started(same.replace("}", ",\"baseline\":\"main\"}")));
		assertThat(again.at("/comparison/baseline").asString()).isEqualTo("main");
		assertThat(again.path("regressions").findValuesAsString("type"))
			.as("times may be others, where others are at work on this machine")
			.doesNotContain("requests to Autotask per call", "error rate");

		FaultSettings faults = FaultSettings.none();
		bean(Simulator.class).faults()
			.set(new FaultSettings(0, 0, false, 1, Duration.ofMillis(300), 0, 0, 0, false, null, false, false));
		JsonNode slow = whenOver(started(same.replace("}", ",\"baseline\":\"main\"}")));
		bean(Simulator.class).faults().set(faults);
		assertThat(slow.at("/comparison/verdict").asString()).isEqualToIgnoringCase("degraded");
		assertThat(slow.path("regressions").findValuesAsString("type")).contains("network p10");
		assertThat(slow.path("regressions").findValuesAsString("severity")).contains("critical");
	}

	@Test
	void theFacadeBenchmarksEntitiesAndWritesOnlyWhenAllowed() throws Exception {
		start("--autotask.performance.benchmark.allow-writes=true");
		BenchmarkResult result = bean(AutotaskPerformance.class)
			.benchmarkEntities(List.of("companies", "tickets", "contacts", "projects"),
					(options) -> options.iterations(200)
						.concurrency(5)
						.rows(10)
						.operations(Map.of("list", 40, "get", 30, "search", 20, "create", 7, "update", 3)))
			.blockOptional()
			.orElseThrow();
		assertThat(result.summary().failedRequests()).as("%s", result.errors()).isZero();
		assertThat(result.summary().staleReads()).isZero();
		assertThat(result.operations()).containsKeys("create", "update");
		assertThat(bean(Simulator.class).ledger().counts().writes())
			.isEqualTo(result.operations().get("create").count() + result.operations().get("update").count());
		assertThat(bean(BenchmarkSuite.class).runs()).hasSize(1);
		result.verify("errorRate < 0.1%", "staleReads <= 0");
	}

	@Test
	void withoutPermissionNothingIsWritten() throws Exception {
		start();
		HttpResponse<String> refused = post(PATH, "{\"operations\":\"list=40,get=30,search=20,create=7,update=3\"}");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("autotask.performance.benchmark.allow-writes");
		assertThat(bean(Simulator.class).ledger().counts().writes()).isZero();
	}

	private String started(String body) throws IOException, InterruptedException {
		HttpResponse<String> started = post(PATH, body);
		assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
		return JsonMapper.shared().readTree(started.body()).path("href").asString();
	}

	private JsonNode whenOver(String href) throws IOException, InterruptedException {
		String id = href.substring(href.lastIndexOf('/') + 1);
		Objects.requireNonNull(bean(BenchmarkSuite.class).run(id)).outcome().block(Duration.ofMinutes(2));
		return JsonMapper.shared().readTree(get(href, "application/json").body());
	}

	private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(url(path)).header("Accept", accept).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(url(path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private URI url(String path) {
		return URI.create("http://localhost:"
				+ Objects.requireNonNull(this.application).getEnvironment().getRequiredProperty("local.server.port")
				+ path);
	}

	private void start(String... properties) {
		List<String> arguments = new ArrayList<>(List.of(properties));
		arguments.addAll(List.of("--server.port=0", "--sample.simulator.port=0", "--sample.simulator.latency=20ms",
				"--autotask.performance.benchmark.baseline-directory=" + this.baselines));
		this.application = SpringApplication.run(SampleApplication.class, arguments.toArray(String[]::new));
	}

	private <T> T bean(Class<T> type) {
		return Objects.requireNonNull(this.application).getBean(type);
	}

}
