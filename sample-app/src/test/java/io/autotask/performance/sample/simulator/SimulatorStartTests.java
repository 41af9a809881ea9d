package io.autotask.performance.sample.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * When the simulator starts with an application, and what the starter is told.
 */
@ExtendWith(OutputCaptureExtension.class)
class SimulatorStartTests {

	private static final String API = "autotask.performance.api.";

	@Test
	void itRunsWhenNobodySaysWhereAutotaskIs() {
		Environment environment = processed(Map.of());
		assertThat(environment.getProperty("sample.simulator.enabled", Boolean.class)).isTrue();
		assertThat(environment.getProperty(API + "base-url")).isEqualTo("http://localhost:8090/ATServicesRest");
		assertThat(environment.getProperty(API + "username")).isEqualTo("sample@example.test");
		assertThat(environment.getProperty(API + "secret")).isEqualTo("sample-secret");
		assertThat(environment.getProperty(API + "integration-code")).isEqualTo("SAMPLEINTEGRATIONCODE000001");
	}

	@Test
	void itDoesNotRunWhenTheRealOneIsSet() {
		Environment environment = processed(
				Map.of(API + "base-url", "https://webservices5.autotask.net/ATServicesRest"));
		assertThat(environment.getProperty("sample.simulator.enabled", Boolean.class)).isFalse();
		assertThat(environment.getProperty(API + "secret")).isNull();
	}

	@Test
	void itRunsWithCredentialsOfTheUser() {
		Environment environment = processed(Map.of(API + "username", "other"));
		assertThat(environment.getProperty("sample.simulator.enabled", Boolean.class)).isTrue();
		assertThat(environment.getProperty(API + "username")).isEqualTo("other");
	}

	@Test
	void itDoesNotRunWhenItIsSwitchedOff() {
		Environment environment = processed(Map.of("sample.simulator.enabled", "false"));
		assertThat(environment.getProperty(API + "base-url")).isNull();
	}

	@Test
	void whatIsSetIsHonouredAsItIs() {
		Environment environment = processed(
				Map.of("sample.simulator.enabled", "true", API + "base-url", "http://localhost:9/ATServicesRest"));
		assertThat(environment.getProperty("sample.simulator.enabled", Boolean.class)).isTrue();
		assertThat(environment.getProperty(API + "base-url")).isEqualTo("http://localhost:9/ATServicesRest");
		assertThat(environment.getProperty(API + "secret")).isNull();
	}

	@Test
	void credentialsCanBeOthersThanThoseOfTheSimulator() {
		Environment environment = processed(
				Map.of("sample.simulator.enabled", "true", API + "username", "other", API + "secret", "wrong"));
		assertThat(environment.getProperty(API + "base-url")).isEqualTo("http://localhost:8090/ATServicesRest");
		assertThat(environment.getProperty(API + "username")).isEqualTo("other");
		assertThat(environment.getProperty(API + "secret")).isEqualTo("wrong");
		assertThat(environment.getProperty(API + "integration-code")).isEqualTo("SAMPLEINTEGRATIONCODE000001");
	}

	@Test
	void aFreePortIsPickedForBoth() {
		Environment environment = processed(Map.of("sample.simulator.port", "0"));
		int port = environment.getRequiredProperty("sample.simulator.port", Integer.class);
		assertThat(port).isPositive();
		assertThat(environment.getProperty(API + "base-url")).isEqualTo("http://localhost:" + port + "/ATServicesRest");
	}

	@Test
	void anApplicationStartsItAndEndsIt(CapturedOutput output) {
		Simulator simulator;
		try (ConfigurableApplicationContext context = run("--sample.simulator.port=0", "--sample.simulator.tickets=20",
				"--sample.simulator.faults.retry-after=2s", "--sample.simulator.latency=0")) {
			simulator = context.getBean(Simulator.class);
			String baseUrl = context.getEnvironment().getProperty(API + "base-url");
			assertThat(baseUrl).isEqualTo(simulator.baseUrl());
			assertThat(ApiClient.of(simulator).at(baseUrl).get("/V1.0/Tickets/20").status()).isEqualTo(200);
			assertThat(simulator.faults().current().retryAfter()).hasSeconds(2);
			assertThat(output).contains("Autotask is simulated at " + simulator.baseUrl())
				.doesNotContain("sample-secret");
		}
		assertThat(catchThrowable(() -> ApiClient.of(simulator).get("/V1.0/Tickets/1"))).isNotNull();
	}

	@Test
	void anApplicationWithTheRealAutotaskHasNone() {
		try (ConfigurableApplicationContext context = run(
				"--autotask.performance.api.base-url=https://x.autotask.net")) {
			assertThat(context.getBeanNamesForType(Simulator.class)).isEmpty();
		}
	}

	@Test
	void aPortThatIsTakenIsExplained(CapturedOutput output) throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			int port = taken.getLocalPort();
			assertThat(catchThrowable(() -> run("--sample.simulator.port=" + port))).isNotNull();
			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("The Autotask simulator cannot listen on port " + port)
				.contains("set 'sample.simulator.port' to a free port, or to 0");
		}
	}

	@Test
	void aSettingThatCannotBeIsExplained(CapturedOutput output) {
		assertThat(catchThrowable(() -> run("--sample.simulator.port=0", "--sample.simulator.faults.errors=7")))
			.isNotNull();
		assertThat(output).contains(
				"The property 'sample.simulator.faults.errors' has the value '7.0', but must be a share from 0 to 1.");
	}

	@Test
	void analysesSayWhatToDo() {
		FailureAnalysis analysis = new InvalidSimulatorSettingFailureAnalyzer()
			.analyze(new InvalidSimulatorSettingException("tickets", 0, "a number from 1 to 9"));
		assertThat(analysis.getAction()).isEqualTo("Set 'sample.simulator.tickets' to a number from 1 to 9.");
	}

	private static Environment processed(Map<String, String> properties) {
		MockEnvironment environment = new MockEnvironment();
		properties.forEach(environment::setProperty);
		new SimulatorEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
		return environment;
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		SpringApplication application = new SpringApplication(SimulatorConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run(arguments);
	}

}
