package io.autotask.performance.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a user of the sample sees when Autotask cannot be used. It starts in any case.
 */
@ExtendWith(OutputCaptureExtension.class)
class TroubleTests {

	private final HttpClient http = HttpClient.newHttpClient();

	@AutoClose
	private @org.jspecify.annotations.Nullable ConfigurableApplicationContext application;

	@Test
	void wrongCredentialsAreNamedOnThePageAndInTheLogButNotShown(CapturedOutput output) throws Exception {
		start("--sample.simulator.port=0", "--autotask.performance.api.secret=opensesame");
		HttpResponse<String> page = get("/");
		assertThat(page.statusCode()).isEqualTo(502);
		assertThat(page.body()).contains("does not accept the credentials", "autotask.performance.api.username")
			.doesNotContain("opensesame");
		assertThat(output).contains("does not accept the credentials").doesNotContain("opensesame");
	}

	@Test
	void anUnreachableApiIsNamedOnThePageAndInTheLogAndTheStartWorks(CapturedOutput output) throws Exception {
		String nobody = "http://localhost:" + unusedPort() + "/ATServicesRest";
		start("--autotask.performance.api.base-url=" + nobody, "--autotask.performance.api.username=u",
				"--autotask.performance.api.secret=s", "--autotask.performance.api.integration-code=i");
		HttpResponse<String> page = get("/");
		assertThat(page.statusCode()).isEqualTo(503);
		assertThat(page.body()).contains("cannot be reached", "autotask.performance.api.base-url");
		assertThat(output).contains("cannot be reached");
		assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
		HttpResponse<String> api = get("/api/tickets");
		assertThat(api.statusCode()).isEqualTo(503);
		assertThat(api.headers().firstValue("content-type")).contains("application/problem+json");
	}

	@Test
	void withItsOwnManagementPortTheDashboardIsThere() throws Exception {
		// Only the tests have Tomcat beside Netty, and both would serve the management
		// port.
		start("--sample.simulator.port=0", "--management.server.port=0", "--spring.autoconfigure.exclude="
				+ "org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration");
		assertThat(get("/actuator/autotask-performance").statusCode()).isEqualTo(404);
		assertThat(get(port("local.management.port"), "/actuator/autotask-performance").body())
			.contains("\"totalRequests\"");
		assertThat(get("/").body()).contains("http://localhost:" + port("local.management.port"));
	}

	@Test
	void whenSwitchedOffTheDeskWorksAndSaysSo(CapturedOutput output) throws Exception {
		start("--sample.simulator.port=0", "--autotask.performance.enabled=false",
				"--autotask.performance.optimization.concurrency.max-per-endpoint=3",
				"--sample.simulator.threads-per-endpoint=100");
		assertThat(get("/").body()).contains("open tickets", "switched off");
		assertThat(output).contains("switched off");
	}

	@Test
	void startsWithoutAWarning(CapturedOutput output) {
		start("--sample.simulator.port=0");
		assertThat(output.toString().lines().filter((line) -> line.contains(" WARN ") || line.contains(" ERROR ")))
			.isEmpty();
		assertThat(output).contains("Service desk: http://localhost:", "/actuator/autotask-performance");
	}

	private void start(String... properties) {
		List<String> arguments = new ArrayList<>(List.of(properties));
		arguments.add("--server.port=0");
		this.application = SpringApplication.run(SampleApplication.class, arguments.toArray(String[]::new));
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return get(port("local.server.port"), path);
	}

	private HttpResponse<String> get(String port, String path) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private String port(String name) {
		assertThat(this.application).isNotNull();
		return this.application.getEnvironment().getRequiredProperty(name);
	}

	private static int unusedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
