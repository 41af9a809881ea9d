package io.autotask.performance.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.insight.Insight;
import io.autotask.performance.insight.Insights;
import io.autotask.performance.insight.trial.TrialSnapshot;
import io.autotask.performance.sample.desk.Company;
import io.autotask.performance.sample.simulator.Simulator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Insights of the sample against its simulator, which counts what arrives. */
class InsightsTests {

	private static final String PATH = "/actuator/autotask-insights";

	private static final String TOO_SHORT = "cache-ttl-too-short:Companies";

	private static final String BATCHING = "feature-off:batching";

	private static final int COMPANIES = 10;

	private static final int AT_ONCE = 40;

	private final HttpClient http = HttpClient.newHttpClient();

	private final MovedTime time = new MovedTime();

	private @Nullable ConfigurableApplicationContext application;

	@AfterEach
	void stop() {
		Objects.requireNonNull(this.application).close();
	}

	@Test
	void aRecommendationThatIsAppliedDoesWhatItPromisedAsTheSimulatorCounts() throws Exception {
		start(this.time, "--sample.simulator.latency=1ms", "--autotask.performance.cache.default-ttl=30s",
				"--autotask.performance.cache.stale-while-revalidate=0",
				"--autotask.performance.cache.stale-if-error=0");
		long before = sentIn(20);
		assertThat(before).isEqualTo(20 * COMPANIES);
		post(PATH, "{\"action\":\"evaluate\"}");
		JsonNode found = get(PATH + "/" + TOO_SHORT);
		assertThat(found.path("status").asString()).as("%s", found).isEqualTo("open");
		long low = found.at("/gain/requestsPerHour/low").asLong();
		long high = found.at("/gain/requestsPerHour/high").asLong();

		JsonNode applied = post(PATH + "/" + TOO_SHORT, "{\"action\":\"apply\",\"duration\":\"10m\"}");
		assertThat(applied.path("status").asString()).as("%s", applied).isEqualTo("applied");
		long after = sentIn(20);
		bean(Insights.class).tick();

		TrialSnapshot trial = Objects.requireNonNull(find(TOO_SHORT).trial());
		assertThat(trial.state()).as(trial.result()).isEqualTo(TrialSnapshot.State.VERIFIED);
		TrialSnapshot.Measured measured = Objects.requireNonNull(trial.measured());
		// What was measured is what the simulator counted.
		assertThat(measured.requestsAfter()).isEqualTo(after);
		assertThat(measured.requestsExpected()).isEqualTo(before);
		assertThat(after).isLessThan(before / 3);
		assertThat(measured.savedPerHour()).isBetween((long) (0.75 * low), (long) (1.25 * high));
		assertThat(trial.yaml()).contains("Companies:");
	}

	@Test
	void batchingThatIsTriedSavesWhatItPromisedAsTheSimulatorCounts() throws Exception {
		start(this.time, "--autotask.performance.cache.enabled=false",
				"--autotask.performance.optimization.batching.enabled=false");
		long before = sentAtOnce(5);
		assertThat(before).isEqualTo(5 * AT_ONCE);
		post(PATH, "{\"action\":\"evaluate\"}");
		JsonNode found = get(PATH + "/" + BATCHING);
		assertThat(found.at("/apply/possible").asBoolean()).as("%s", found).isTrue();

		post(PATH + "/" + BATCHING, "{\"action\":\"apply\",\"duration\":\"3m\"}");
		long after = sentAtOnce(5);
		bean(Insights.class).tick();

		TrialSnapshot trial = Objects.requireNonNull(find(BATCHING).trial());
		assertThat(trial.state()).as(trial.result()).isEqualTo(TrialSnapshot.State.VERIFIED);
		TrialSnapshot.Measured measured = Objects.requireNonNull(trial.measured());
		assertThat(measured.requestsAfter()).isEqualTo(after);
		assertThat(measured.requestsExpected()).isEqualTo(before);
		assertThat(measured.savedPerHour()).isBetween((long) (0.75 * found.at("/gain/requestsPerHour/low").asLong()),
				(long) (1.25 * found.at("/gain/requestsPerHour/high").asLong()));

		post(PATH + "/" + BATCHING, "{\"action\":\"revert\"}");
		assertThat(sentAtOnce(1)).isEqualTo(AT_ONCE);
	}

	@Test
	void readsInALoopAreFoundWithThePlaceInTheCode() throws Exception {
		start(null, "--sample.simulator.latency=20ms", "--autotask.performance.cache.enabled=false");
		namesInALoop();
		post(PATH, "{\"action\":\"evaluate\"}");
		Insight suspected = find("n-plus-one-gets:Companies");
		assertThat(suspected.severity().word()).isEqualTo("info");

		namesInALoop();
		post(PATH, "{\"action\":\"evaluate\"}");
		Insight confirmed = find("n-plus-one-gets:Companies");
		assertThat(confirmed.severity().word()).isEqualTo("warning");
		assertThat(confirmed.title()).endsWith(" in InsightsTests.name");
		assertThat(confirmed.evidence().samples().get(0).caller()).contains("InsightsTests.java:");
		assertThat(confirmed.fix().code()).contains("\"op\":\"in\"");
		assertThat(bean(AutotaskPerformance.class).insights().bottlenecks())
			.anyMatch((bottleneck) -> bottleneck.component().equals("InsightsTests.name"));
	}

	/** Each company again, every 40 seconds; how many requests that took. */
	private long sentIn(int rounds) {
		bean(Simulator.class).ledger().reset();
		for (int round = 0; round < rounds; round++) {
			for (long id = 1; id <= COMPANIES; id++) {
				name(id).block();
			}
			this.time.pass(Duration.ofSeconds(40));
		}
		return bean(Simulator.class).ledger().counts().endpoint("Companies").requests();
	}

	/** Many companies at once, every 40 seconds; how many requests that took. */
	private long sentAtOnce(int rounds) {
		bean(Simulator.class).ledger().reset();
		for (int round = 0; round < rounds; round++) {
			Flux.range(1, AT_ONCE).flatMap(this::name, AT_ONCE).collectList().block();
			this.time.pass(Duration.ofSeconds(40));
		}
		return bean(Simulator.class).ledger().counts().endpoint("Companies").requests();
	}

	/** One after the other: those that are asked for at once leave together anyway. */
	private void namesInALoop() {
		Flux.range(1, 30).concatMap(this::name).collectList().block();
	}

	private Mono<Company> name(long company) {
		return bean(AutotaskClient.class).companies().get(company, Company.class);
	}

	private Insight find(String id) {
		return Objects.requireNonNull(bean(Insights.class).find(id), () -> id + " is not among "
				+ bean(Insights.class).report().findings().stream().map(Insight::id).toList());
	}

	private JsonNode get(String path) throws IOException, InterruptedException {
		return JsonMapper.shared()
			.readTree(this.http
				.send(HttpRequest.newBuilder(url(path)).header("Accept", "application/json").build(),
						HttpResponse.BodyHandlers.ofString())
				.body());
	}

	private JsonNode post(String path, String body) throws IOException, InterruptedException {
		return JsonMapper.shared()
			.readTree(this.http
				.send(HttpRequest.newBuilder(url(path))
					.header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(body))
					.build(), HttpResponse.BodyHandlers.ofString())
				.body());
	}

	private URI url(String path) {
		return URI.create("http://localhost:"
				+ Objects.requireNonNull(this.application).getEnvironment().getRequiredProperty("local.server.port")
				+ path);
	}

	private void start(@Nullable TimeSource clock, String... properties) {
		SpringApplication sample = new SpringApplication(SampleApplication.class);
		if (clock != null) {
			sample.addInitializers((context) -> context.getBeanFactory().registerSingleton("movedTime", clock));
		}
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--sample.simulator.port=0"));
		arguments.addAll(List.of(properties));
		this.application = sample.run(arguments.toArray(String[]::new));
		// It looks when the test says so.
		this.application.getBean("autotaskInsightLifecycle", Lifecycle.class).stop();
	}

	private <T> T bean(Class<T> type) {
		return Objects.requireNonNull(this.application).getBean(type);
	}

	/**
	 * The clock of the machine, which the test moves on. It never stands still: those who
	 * wait for a moment would look at it again and again.
	 */
	private static final class MovedTime implements TimeSource {

		private final AtomicLong moved = new AtomicLong();

		@Override
		public long nanos() {
			return System.nanoTime() + this.moved.get();
		}

		@Override
		public Instant instant() {
			return Instant.now().plusNanos(this.moved.get());
		}

		void pass(Duration duration) {
			this.moved.addAndGet(duration.toNanos());
		}

	}

}
