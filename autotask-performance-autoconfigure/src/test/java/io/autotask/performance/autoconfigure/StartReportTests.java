package io.autotask.performance.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** The address in the line at the start is the one where the dashboard is. */
@ExtendWith(OutputCaptureExtension.class)
class StartReportTests {

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void thePathIsTheOneThatWasChosen(WebApplicationType type, CapturedOutput output) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).web(type)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"spring.reactor.netty.shutdown-quiet-period=0s", "server.servlet.context-path=/desk",
					"spring.webflux.base-path=/desk", "management.endpoints.web.exposure.include=autotask-performance",
					"management.endpoints.web.base-path=/manage",
					"management.endpoints.web.path-mapping.autotaskperformance=load")
			.run()) {
			assertThat(output).contains("Dashboard: http://localhost:"
					+ context.getEnvironment().getProperty("local.server.port") + "/desk/manage/load");
		}
	}

	@Test
	void withTlsItIsHttps() {
		MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", "8443")
			.withProperty("local.management.port", "8443")
			.withProperty("server.ssl.bundle", "web");
		assertThat(dashboard(environment, "/actuator/autotask-performance"))
			.isEqualTo("Dashboard: https://localhost:8443/actuator/autotask-performance");
		environment.setProperty("server.ssl.enabled", "false");
		assertThat(dashboard(environment, "/actuator/autotask-performance")).startsWith("Dashboard: http://");
	}

	@Test
	void aPortOfItsOwnHasItsOwnTlsAndItsOwnBasePath() {
		MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", "8443")
			.withProperty("local.management.port", "9001")
			.withProperty("server.ssl.bundle", "web")
			.withProperty("server.servlet.context-path", "/desk");
		assertThat(dashboard(environment, "/actuator/autotask-performance"))
			.isEqualTo("Dashboard: http://localhost:9001/actuator/autotask-performance");
		environment.setProperty("management.server.ssl.bundle", "web");
		environment.setProperty("management.server.base-path", "/inside");
		assertThat(dashboard(environment, "/actuator/autotask-performance"))
			.isEqualTo("Dashboard: https://localhost:9001/inside/actuator/autotask-performance");
	}

	@Test
	void whoeverDoesNotExposeItIsToldHow() {
		MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", "8080");
		assertThat(dashboard(environment, null)).contains("management.endpoints.web.exposure.include");
		assertThat(dashboard(new MockEnvironment(), "/actuator/autotask-performance"))
			.contains("management.endpoints.web.exposure.include");
	}

	private static String dashboard(MockEnvironment environment, @Nullable String path) {
		AutotaskPerformanceProperties properties = Binder.get(environment)
			.bindOrCreate("autotask.performance", AutotaskPerformanceProperties.class);
		return new StartReport(properties, environment, () -> () -> path).dashboard();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
