package io.autotask.performance.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.call.Operation;
import io.autotask.performance.insight.Insights;
import io.autotask.performance.stub.ManualTime;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Insights as a resource, in real web servers of both kinds. */
class AutotaskInsightsEndpointTests {

	private static final String PATH = "/actuator/autotask-insights";

	private static final String ID = "cache-ttl-too-short:Companies";

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
	void isLookedAtPreviewedAppliedAndTakenBack(WebApplicationType type) {
		try (ConfigurableApplicationContext context = start(type, Map.of())) {
			JsonNode empty = get(context, PATH, "application/json").json();
			assertThat(empty.path("total").asInt()).isZero();
			assertThat(empty.path("checks")).hasSize(18);
			assertThat(empty.at("/checks/1/outcome").asString()).isEqualTo("cannot-tell");
			assertThat(empty.at("/checks/1/text").asString()).startsWith("It needs 100 ");

			rounds(context, 30);
			JsonNode report = post(context, PATH, "{\"action\":\"evaluate\"}").json();
			assertThat(report.path("apply").asString()).isEqualTo("approve");
			assertThat(report.at("/opportunities/0/implementation").isString()).isTrue();
			assertThat(report.at("/trends/0/name").asString()).isEqualTo("calls");
			assertThat(report.at("/together/gain/requestsPerHour/low").isNumber()).isTrue();

			JsonNode insight = get(context, PATH + "/" + ID, "application/json").json();
			assertThat(insight.path("severity").asString()).isEqualTo("warning");
			assertThat(insight.path("status").asString()).isEqualTo("open");
			assertThat(insight.at("/gain/requestsPerHour/unit").asString()).isEqualTo("requests");
			assertThat(insight.path("gain").has("p95Millis")).isTrue();
			assertThat(insight.at("/evidence/window/from").isString()).isTrue();
			assertThat(insight.at("/fix/yaml").asString()).contains("Companies:");
			assertThat(insight.at("/apply/possible").asBoolean()).isTrue();
			assertThat(context.getBean(AutotaskPerformance.class).dashboard().recommendations())
				.anyMatch((recommendation) -> recommendation.id().equals(ID));
			assertThat(get(context, "/actuator/autotask-performance", "application/json").json()
				.at("/recommendations/0/title")
				.isString()).isTrue();

			assertThat(act(context, "{\"action\":\"preview\"}").json().at("/after/requests").asInt())
				.isLessThan(act(context, "{\"action\":\"preview\"}").json().at("/before/requests").asInt());
			assertThat(post(context, PATH, "{\"action\":\"preview\",\"ids\":\"" + ID + "\"}").status()).isEqualTo(200);
			assertThat(ttl(context)).isEqualTo(Duration.ofSeconds(30));

			Answer applied = act(context, "{\"action\":\"apply\",\"duration\":\"10m\"}");
			assertThat(applied.json().path("status").asString()).isEqualTo("applied");
			assertThat(applied.json().at("/trial/state").asString()).isEqualTo("running");
			assertThat(applied.json().at("/trial/changes/0/before").asString()).isEqualTo("30s");
			assertThat(ttl(context)).isGreaterThan(Duration.ofSeconds(30));
			assertThat(act(context, "{\"action\":\"apply\"}").status()).isEqualTo(409);
			assertThat(get(context, PATH + "?status=applied", "application/json").json().path("total").asInt())
				.isEqualTo(1);

			assertThat(act(context, "{\"action\":\"revert\"}").json().at("/trial/state").asString())
				.isEqualTo("reverted");
			assertThat(ttl(context)).isEqualTo(Duration.ofSeconds(30));
			assertThat(context.getBean(Audit.class).heard).containsExactly("AUTOTASK_INSIGHT_APPLIED by anonymous",
					"AUTOTASK_INSIGHT_REVERTED by anonymous");
			assertThat(report.toString() + insight).doesNotContain("canary");
		}
	}

	@Test
	void isDismissedWithAReasonAndShownAgain() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.REACTIVE, Map.of())) {
			rounds(context, 30);
			post(context, PATH, "{\"action\":\"evaluate\"}");
			Answer without = act(context, "{\"action\":\"dismiss\"}");
			assertThat(without.status()).isEqualTo(400);
			assertThat(without.json().path("field").asString()).isEqualTo("reason");
			assertThat(without.json().path("message").asString()).contains("accepted-risk");
			Answer dismissed = act(context,
					"{\"action\":\"dismiss\",\"reason\":\"accepted-risk\",\"note\":\"<b>known</b>\"}");
			assertThat(dismissed.json().path("status").asString()).isEqualTo("dismissed");
			assertThat(dismissed.json().at("/decision/note").asString()).isEqualTo("<b>known</b>");
			assertThat(act(context, "{\"action\":\"reopen\"}").json().path("status").asString()).isEqualTo("open");
			assertThat(
					act(context, "{\"action\":\"snooze\",\"duration\":\"7d\"}").json().at("/decision/until").isString())
				.isTrue();
		}
	}

	@Test
	void whatMakesNoSenseIsRefusedWithTheFieldAndWhatIsAllowed() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET, Map.of())) {
			assertThat(get(context, PATH + "/no:such", "application/json").status()).isEqualTo(404);
			assertThat(post(context, PATH + "/no:such", "{\"action\":\"apply\"}").status()).isEqualTo(404);
			assertThat(post(context, PATH, "{\"action\":\"explode\"}").json().path("message").asString())
				.contains("evaluate and preview");
			assertThat(get(context, PATH + "?severity=bad", "application/json").json().path("field").asString())
				.isEqualTo("severity");
			assertThat(get(context, PATH + "?limit=0", "application/json").status()).isEqualTo(400);
			assertThat(act(context, "{\"action\":\"snooze\",\"duration\":\"soon\"}").json().path("field").asString())
				.isEqualTo("duration");
		}
	}

	@Test
	void whoMayOnlyReadChangesNothing() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET,
				Map.of("management.endpoint.autotaskinsights.access", "read-only"))) {
			assertThat(get(context, PATH, "application/json").status()).isEqualTo(200);
			assertThat(post(context, PATH, "{\"action\":\"evaluate\"}").status()).isEqualTo(405);
		}
	}

	@Test
	void switchedOffThereIsNone() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET,
				Map.of("autotask.performance.insights.enabled", "false"))) {
			assertThat(get(context, PATH, "application/json").status()).isEqualTo(404);
			assertThat(context.getBeansOfType(Insights.class)).isEmpty();
			assertThat(context.getBean(AutotaskPerformance.class).dashboard().recommendations()).isNull();
		}
	}

	/** Five companies, every 40 seconds, which never change. */
	private void rounds(ConfigurableApplicationContext context, int count) {
		this.autotask.answering(Reply.json(200, "{\"item\":{\"id\":5,\"companyName\":\"canary\"}}"));
		WebClient client = context.getBean(WebClient.Builder.class)
			.baseUrl(this.autotask.baseUrl() + "/V1.0")
			.defaultHeader("UserName", "canary-user")
			.defaultHeader("Secret", "canary-secret")
			.defaultHeader("ApiIntegrationCode", "canary-code")
			.build();
		for (int round = 0; round < count; round++) {
			for (int id = 1; id <= 5; id++) {
				client.get().uri("/Companies/{id}", id).retrieve().bodyToMono(String.class).block();
			}
			context.getBean(ManualTime.class).pass(Duration.ofSeconds(40));
		}
	}

	private Answer act(ConfigurableApplicationContext context, String body) {
		return post(context, PATH + "/" + ID, body);
	}

	private static Duration ttl(ConfigurableApplicationContext context) {
		return context.getBean(IntelligentCache.class).ttl("Companies", Operation.GET);
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
					"management.endpoints.web.exposure.include=autotask-insights,autotask-performance",
					"management.endpoint.autotaskinsights.access=unrestricted",
					"autotask.performance.insights.apply=approve",
					"autotask.performance.cache.stale-while-revalidate=0",
					"autotask.performance.cache.stale-if-error=0", "autotask.performance.cache.default-ttl=30s",
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

		@Bean
		ManualTime autotaskTime() {
			return new ManualTime();
		}

		@Bean
		Audit audit() {
			return new Audit();
		}

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

	/** Hears who changed what. */
	static class Audit {

		private final List<String> heard = new CopyOnWriteArrayList<>();

		@EventListener
		void heard(AuditApplicationEvent event) {
			this.heard.add(event.getAuditEvent().getType() + " by " + event.getAuditEvent().getPrincipal());
		}

	}

}
