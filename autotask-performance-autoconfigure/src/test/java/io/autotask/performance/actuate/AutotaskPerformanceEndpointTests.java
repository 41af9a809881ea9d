package io.autotask.performance.actuate;

import java.time.Duration;
import java.util.Map;

import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.stub.StubAutotask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The endpoint in real web servers of both kinds. */
@ExtendWith(OutputCaptureExtension.class)
class AutotaskPerformanceEndpointTests {

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	private final StubAutotask autotask = StubAutotask.start();

	/** Shares nothing with the contexts that are started and stopped here. */
	private final WebClient http = WebClient.builder().clientConnector(new JdkClientHttpConnector()).build();

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void answersFiguresToAScriptAndAPageToABrowser(WebApplicationType type, CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(type, Map.of())) {
			assertThat(output).contains("Dashboard: http://localhost:").doesNotContain(" WARN ");
			context.getBean(AutotaskClient.class).tickets().get(5).block();
			context.getBean(AutotaskClient.class).tickets().get(5).block();
			String url = url(context, "local.server.port", "/actuator/autotask-performance");
			for (String accept : new String[] { "application/json", "*/*" }) {
				ResponseEntity<JsonNode> json = this.http.get()
					.uri(url)
					.header("Accept", accept)
					.retrieve()
					.toEntity(JsonNode.class)
					.block();
				assertThat(json.getHeaders().getContentType().getSubtype()).endsWith("json");
				assertThat(json.getBody().at("/performance/metrics/totalRequests").asInt()).isEqualTo(2);
				assertThat(json.getBody().at("/optimization/metrics/savedByCache").asInt()).isEqualTo(1);
				assertThat(json.getBody().at("/performance/metrics/percentiles/p95").isNumber()).isTrue();
				assertThat(json.getBody().at("/budget/used").asInt()).isEqualTo(1);
				assertThat(json.getBody().at("/budget/usedByOthers").isNull()).as("what is not known is null").isTrue();
				assertThat(json.getBody().at("/performance/timeline").isArray()).isTrue();
				assertThat(json.getBody().at("/enabled").asBoolean()).isTrue();
			}
			ResponseEntity<String> page = get(url, BROWSER);
			assertThat(page.getHeaders().getContentType()).isEqualTo(MediaType.valueOf("text/html;charset=UTF-8"));
			assertThat(page.getBody()).contains("default-src 'none'")
				.contains("src=\"autotask-performance/page.js\"")
				.doesNotContain("{{");
			assertThat(get(url + "/page.js", "*/*").getHeaders().getContentType())
				.isEqualTo(MediaType.valueOf("text/javascript;charset=UTF-8"));
			assertThat(get(url + "/page.css", "*/*").getBody()).contains("color-scheme");
			assertThat(get(url + "/..%2Fpage.html", "*/*").getStatusCode().value()).isBetween(400, 404);
			assertThat(get(url + "/nothing", "*/*").getStatusCode().value()).isEqualTo(404);
		}
	}

	@Test
	void followsBasePathManagementPortAndPathMapping() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET,
				Map.of("management.endpoints.web.base-path", "/manage", "management.server.port", "0",
						"management.endpoints.web.path-mapping.autotaskperformance", "mine"))) {
			assertThat(get(url(context, "local.server.port", "/manage/mine"), "*/*").getStatusCode().value())
				.isEqualTo(404);
			String url = url(context, "local.management.port", "/manage/mine");
			assertThat(get(url, BROWSER).getBody()).contains("src=\"mine/page.js\"");
			assertThat(get(url + "/page.js", "*/*").getStatusCode().value()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void givesTheTimelineAsFineAndFromWhenOnIsAskedFor(WebApplicationType type) {
		try (ConfigurableApplicationContext context = start(type, Map.of())) {
			String url = url(context, "local.server.port", "/actuator/autotask-performance");
			assertThat(get(url + "?resolution=coarse&since=2126-01-01T00:00:00.123Z", "application/json").getBody())
				.contains("\"timeline\":[]");
			assertThat(get(url + "?resolution=fine&since=", "application/json").getStatusCode().value()).isEqualTo(200);
			assertThat(get(url + "?since=yesterday", "application/json").getStatusCode().value()).isEqualTo(400);
			assertThat(get(url + "?resolution=finest", "application/json").getStatusCode().value()).isEqualTo(400);
		}
	}

	@Test
	void noSettingOfTheApplicationsMapperChangesTheShape() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET,
				Map.of("spring.jackson.property-naming-strategy", "SNAKE_CASE",
						"spring.jackson.default-property-inclusion", "non_null"))) {
			String body = get(url(context, "local.server.port", "/actuator/autotask-performance"), "application/json")
				.getBody();
			assertThat(body).contains("\"totalRequests\"").contains("\"budget\":null");
		}
	}

	@Test
	void isNotThereUnlessItIsExposedAndTheLogSaysHow(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET,
				Map.of("management.endpoints.web.exposure.include", "health"))) {
			assertThat(get(url(context, "local.server.port", "/actuator/autotask-performance"), "*/*").getStatusCode()
				.value()).isEqualTo(404);
		}
		assertThat(output).contains("set 'management.endpoints.web.exposure.include' to 'health,autotask-performance'");
	}

	@Test
	void holdsNoSecretAndNoPersonalData() {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET, Map.of())) {
			AutotaskClient client = context.getBean(AutotaskClient.class);
			client.contacts()
				.query()
				.where(io.autotask.performance.query.Filters.eq("emailAddress", "jane.doe@example.test"))
				.page(JsonNode.class)
				.block();
			String body = get(url(context, "local.server.port", "/actuator/autotask-performance"), "application/json")
				.getBody();
			assertThat(body).doesNotContain("jane.doe")
				.doesNotContain("canary-secret")
				.doesNotContain("canary-code")
				.doesNotContain("canary-user");
			assertThat(context.getBean(io.autotask.performance.autoconfigure.AutotaskPerformanceProperties.class)
				.toString()).doesNotContain("canary");
		}
	}

	private ResponseEntity<String> get(String url, String accept) {
		return this.http.get()
			.uri(url)
			.header("Accept", accept)
			.retrieve()
			.onStatus((status) -> true, (response) -> Mono.empty())
			.toEntity(String.class)
			.block();
	}

	private static String url(ConfigurableApplicationContext context, String portProperty, String path) {
		return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty(portProperty) + path;
	}

	private ConfigurableApplicationContext start(WebApplicationType type, Map<String, String> properties) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class).web(type)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"spring.reactor.netty.shutdown-quiet-period=0s",
					"management.endpoints.web.exposure.include=autotask-performance",
					"autotask.performance.api.base-url=" + this.autotask.baseUrl(),
					"autotask.performance.api.username=canary-user", "autotask.performance.api.secret=canary-secret",
					"autotask.performance.api.integration-code=canary-code");
		String[] args = properties.entrySet()
			.stream()
			.map((entry) -> "--" + entry.getKey() + "=" + entry.getValue())
			.toArray(String[]::new);
		return builder.run(args);
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
