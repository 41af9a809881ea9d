package io.autotask.performance.actuate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.autotask.performance.stub.StubAutotask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Benchmarks as a resource, in real web servers of both kinds. */
class AutotaskBenchmarksEndpointTests {

	private static final String PATH = "/actuator/autotask-benchmarks";

	private static final String SMALL = "{\"iterations\":60,\"concurrency\":3,\"entities\":\"tickets\"}";

	@TempDir
	private Path baselines;

	private final StubAutotask autotask = StubAutotask.start();

	/** Shares nothing with the contexts that are started and stopped here. */
	private final WebClient http = WebClient.builder()
		.clientConnector(new JdkClientHttpConnector())
		.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(4 << 20))
		.build();

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void isStartedLookedAtSavedComparedAndForgotten(WebApplicationType type) {
		try (ConfigurableApplicationContext context = start(type, Map.of())) {
			Answer started = post(context, PATH, SMALL);
			assertThat(started.status()).isEqualTo(202);
			String href = started.json().path("href").asString();
			assertThat(href).isEqualTo(PATH + "/" + started.json().path("id").asString());
			assertThat(started.json().at("/plan/calls").asInt()).isEqualTo(60);
			assertThat(started.json().at("/plan/budget/requests").asInt()).isEqualTo(61);

			JsonNode run = whenOver(context, href);
			assertThat(run.path("status").asString()).isEqualTo("completed");
			assertThat(run.at("/progress/ratio").asDouble()).isEqualTo(1);
			assertThat(run.at("/summary/totalRequests").asInt()).isEqualTo(60);
			assertThat(run.at("/performance/latency/percentiles/p95").isNumber()).isTrue();
			assertThat(run.at("/performance/throughput/requestsPerSecond").isNumber()).isTrue();
			assertThat(run.at("/performance/memory/peakUsage").isNumber()).isTrue();
			assertThat(run.at("/performance/memory/leakIndicators").isObject()).isTrue();
			assertThat(run.at("/endpoints/Tickets/get/latency/percentiles/p95").isNumber()).isTrue();
			assertThat(run.path("errors").isArray()).isTrue();
			assertThat(run.path("recommendations").isArray()).isTrue();
			assertThat(run.path("valid").isBoolean()).isTrue();
			assertThat(run.has("savings")).isFalse();

			assertThat(get(context, PATH, "application/json").json().at("/benchmarks/0/href").asString())
				.isEqualTo(href);
			assertThat(get(context, href, "text/html").body()).startsWith("<!doctype html>").contains("<svg ");
			assertThat(get(context, href + "/markdown", "*/*").body()).contains("## Benchmark");
			assertThat(get(context, href + "/junit", "*/*").body()).contains("<testsuite");
			assertThat(get(context, href + "/nothing", "*/*").status()).isEqualTo(404);

			Answer saved = post(context, href, "{\"action\":\"saveAsBaseline\",\"name\":\"main\"}");
			assertThat(saved.status()).isEqualTo(200);
			assertThat(this.baselines.resolve("main.json")).exists();
			assertThat(get(context, PATH, "application/json").json().at("/baselines/0").asString()).isEqualTo("main");

			assertThat(delete(context, href).status()).isEqualTo(204);
			assertThat(delete(context, href).status()).isEqualTo(204);
			assertThat(get(context, href, "application/json").status()).isEqualTo(404);
		}
	}

	@Test
	void aSecondOneIsAConflictAndTheFirstCanBeCancelled() {
		this.autotask.answeringAfter(Duration.ofMillis(20));
		try (ConfigurableApplicationContext context = start(WebApplicationType.REACTIVE, Map.of())) {
			Answer first = post(context, PATH, "{\"rate\":20,\"duration\":\"2m\"}");
			Answer second = post(context, PATH, SMALL);
			assertThat(second.status()).isEqualTo(409);
			assertThat(second.json().path("running").asString()).isEqualTo(first.json().path("id").asString());
			String href = first.json().path("href").asString();
			assertThat(get(context, href, "text/html").body()).contains("running");
			Answer cancelled = delete(context, href);
			assertThat(cancelled.status()).isEqualTo(202);
			assertThat(whenOver(context, href).path("status").asString()).isEqualTo("cancelled");
		}
	}

	@Test
	void aPlanKnowsTheHourAndWhatIsUsedOfIt() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET, Map.of())) {
			JsonNode before = post(context, PATH, "{\"iterations\":10,\"dryRun\":true}").json().at("/plan/budget");
			assertThat(before.path("limit").asInt()).isEqualTo(10_000);
			assertThat(before.path("used").asInt()).isZero();
			WebClient client = context.getBean(WebClient.Builder.class).build();
			for (int id = 1; id <= 3; id++) {
				client.get().uri(this.autotask.baseUrl() + "/V1.0/Tickets/" + id).retrieve().toBodilessEntity().block();
			}
			assertThat(this.autotask.arrivals()).hasSize(3);
			JsonNode after = post(context, PATH, "{\"iterations\":10,\"dryRun\":true}").json().at("/plan/budget");
			assertThat(after.path("limit").asInt()).isEqualTo(10_000);
			assertThat(after.path("used").asInt()).isEqualTo(3);
			assertThat(after.path("usedAfter").asInt()).isEqualTo(3 + after.path("requests").asInt());
		}
	}

	@Test
	void withoutRoomInTheHourNoneBegins() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.REACTIVE,
				Map.of("autotask.performance.optimization.budget.background-ceiling", "0"))) {
			Answer refused = post(context, PATH, SMALL);
			assertThat(refused.status()).isEqualTo(400);
			assertThat(refused.json().path("property").asString())
				.isEqualTo("autotask.performance.optimization.budget.background-ceiling");
			assertThat(this.autotask.arrivals()).isEmpty();
		}
	}

	@Test
	void whereNothingIsEverRefusedThereIsNoLimit() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET,
				Map.of("autotask.performance.optimization.enabled", "false"))) {
			JsonNode plan = post(context, PATH, "{\"iterations\":10,\"dryRun\":true}").json().at("/plan/budget");
			assertThat(plan.path("limit").isNull()).isTrue();
			assertThat(plan.path("used").asInt()).isZero();
		}
	}

	@Test
	void aDryRunSaysWhatItWouldDoAndSendsNothing() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET, Map.of())) {
			Answer plan = post(context, PATH, "{\"rate\":10,\"duration\":\"10s\",\"compare\":true,\"dryRun\":true}");
			assertThat(plan.status()).isEqualTo(200);
			assertThat(plan.json().path("status").asString()).isEqualTo("planned");
			assertThat(plan.json().at("/plan/calls").asInt()).isEqualTo(200);
			assertThat(plan.json().at("/plan/seconds").asDouble()).isEqualTo(20);
			assertThat(this.autotask.arrivals()).isEmpty();
			assertThat(get(context, PATH, "application/json").json().path("total").asInt()).isZero();
		}
	}

	@Test
	void whatCannotBeDoneIsRefusedWithTheFieldAndWhatIsAllowed() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.REACTIVE, Map.of())) {
			"""
					{"rate":"fast"} | rate | a number
					{"rate":-1} | rate | above 0
					{"concurrency":0} | concurrency | 1 to 10000
					{"duration":"30"} | duration | with its unit
					{"duration":"soon"} | duration | such as 30s
					{"duration":"20m","rate":1} | duration | allowed are 5 min
					{"entities":"compnies"} | entities | companies,tickets
					{"entities":"http://example.com"} | entities | companies,tickets
					{"operations":"list=40,fly=60"} | operations | bulk
					{"operations":"update=10"} | operations | allow-writes
					{"pattern":"zigzag"} | pattern | constant, ramp_up
					{"pattern":"replay"} | pattern | nothing was recorded
					{"profile":"unknown"} | profile | enterprise-targets
					{"iterations":10,"rate":5} | iterations | one or the other
					{"maxRequests":1000000} | maxRequests | at most 10000
					{"maxRequests":1.5} | maxRequests | a whole number
					{"baseline":"../../etc/passwd"} | baseline | a name of letters
					{"baseline":"none"} | baseline | no baseline yet
					{"compare":"perhaps"} | compare | true or false
					{"thresholds":"p95 is good"} | thresholds | p95 < 400ms
					""".lines().forEach((line) -> {
				String[] cells = line.split(" \\| ");
				Answer refused = post(context, PATH, cells[0].trim());
				assertThat(refused.status()).as(line).isEqualTo(400);
				assertThat(refused.json().path("field").asString()).as(line).isEqualTo(cells[1].trim());
				assertThat(refused.json().path("message").asString()).contains(cells[2].trim());
			});
			assertThat(this.autotask.arrivals()).isEmpty();
		}
	}

	@Test
	void anAddressInTheRequestLeadsNowhere() {
		try (StubAutotask elsewhere = StubAutotask.start();
				ConfigurableApplicationContext context = start(WebApplicationType.REACTIVE, Map.of())) {
			Answer started = post(context, PATH, "{\"iterations\":10,\"target\":\"" + elsewhere.baseUrl()
					+ "\",\"baseUrl\":\"" + elsewhere.baseUrl() + "\",\"url\":\"" + elsewhere.baseUrl() + "\"}");
			whenOver(context, started.json().path("href").asString());
			assertThat(elsewhere.arrivals()).isEmpty();
			assertThat(this.autotask.arrivals()).isNotEmpty();
		}
	}

	@Test
	void noFormOfAnotherSiteCanStartOne() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET, Map.of())) {
			for (MediaType type : new MediaType[] { MediaType.TEXT_PLAIN, MediaType.APPLICATION_FORM_URLENCODED }) {
				assertThat(exchange(context, HttpMethod.POST, PATH, type, "{}").status()).isEqualTo(415);
			}
			assertThat(this.autotask.arrivals()).isEmpty();
		}
	}

	@Test
	void byDefaultItCanOnlyBeRead() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET,
				Map.of("management.endpoint.autotaskbenchmarks.access", "read-only"))) {
			assertThat(post(context, PATH, SMALL).status()).isEqualTo(405);
			assertThat(get(context, PATH, "application/json").status()).isEqualTo(200);
		}
	}

	@Test
	void anotherMachineIsRefused() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET,
				Map.of("autotask.performance.api.base-url", "https://webservices5.autotask.net/ATServicesRest"))) {
			Answer refused = post(context, PATH, SMALL);
			assertThat(refused.status()).isEqualTo(400);
			assertThat(refused.json().path("property").asString())
				.isEqualTo("autotask.performance.benchmark.allow-remote-target");
		}
	}

	@Test
	void noReportHoldsASecret() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET, Map.of())) {
			String href = post(context, PATH, SMALL).json().path("href").asString();
			whenOver(context, href);
			for (String body : new String[] { get(context, href, "application/json").body(),
					get(context, href, "text/html").body(), get(context, href + "/markdown", "*/*").body() }) {
				assertThat(body).doesNotContain("canary");
			}
		}
	}

	@Test
	void switchedOffThereIsNone() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET,
				Map.of("autotask.performance.benchmark.enabled", "false"))) {
			assertThat(get(context, PATH, "application/json").status()).isEqualTo(404);
		}
	}

	private JsonNode whenOver(ConfigurableApplicationContext context, String href) {
		return Mono.fromCallable(() -> get(context, href, "application/json").json())
			.subscribeOn(Schedulers.boundedElastic())
			.filter((run) -> !run.path("status").asString().matches("running|cancelling"))
			.repeatWhenEmpty(1_000, (again) -> again.delayElements(Duration.ofMillis(50)))
			.block(Duration.ofSeconds(60));
	}

	private Answer get(ConfigurableApplicationContext context, String path, String accept) {
		return Answer.of(this.http.get()
			.uri(url(context, path))
			.header("Accept", accept)
			.retrieve()
			.onStatus((status) -> true, (response) -> Mono.empty())
			.toEntity(String.class)
			.block());
	}

	private Answer delete(ConfigurableApplicationContext context, String path) {
		return Answer.of(this.http.delete()
			.uri(url(context, path))
			.retrieve()
			.onStatus((status) -> true, (response) -> Mono.empty())
			.toEntity(String.class)
			.block());
	}

	private Answer post(ConfigurableApplicationContext context, String path, String body) {
		return exchange(context, HttpMethod.POST, path, MediaType.APPLICATION_JSON, body);
	}

	private Answer exchange(ConfigurableApplicationContext context, HttpMethod method, String path, MediaType type,
			String body) {
		return Answer.of(this.http.method(method)
			.uri(url(context, path))
			.contentType(type)
			.bodyValue(body)
			.retrieve()
			.onStatus((status) -> true, (response) -> Mono.empty())
			.toEntity(String.class)
			.block());
	}

	private static String url(ConfigurableApplicationContext context, String path) {
		return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + path;
	}

	private ConfigurableApplicationContext start(WebApplicationType type, Map<String, String> properties) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class).web(type)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"spring.reactor.netty.shutdown-quiet-period=0s",
					"management.endpoints.web.exposure.include=autotask-benchmarks",
					"management.endpoint.autotaskbenchmarks.access=unrestricted",
					"autotask.performance.benchmark.baseline-directory=" + this.baselines,
					"autotask.performance.api.base-url=" + this.autotask.baseUrl(),
					"autotask.performance.api.username=canary-user", "autotask.performance.api.secret=canary-secret",
					"autotask.performance.api.integration-code=canary-code");
		return builder.run(properties.entrySet()
			.stream()
			.map((entry) -> "--" + entry.getKey() + "=" + entry.getValue())
			.toArray(String[]::new));
	}

	private record Answer(int status, String body) {

		static Answer of(ResponseEntity<String> entity) {
			return new Answer(entity.getStatusCode().value(), (entity.getBody() != null) ? entity.getBody() : "");
		}

		JsonNode json() {
			return JsonMapper.shared().readTree(this.body);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		/**
		 * Event loops of its own: those of the process are not to be stopped with it.
		 */
		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory resources = new ReactorResourceFactory();
			resources.setUseGlobalResources(false);
			resources.setShutdownQuietPeriod(Duration.ZERO);
			return resources;
		}

	}

}
