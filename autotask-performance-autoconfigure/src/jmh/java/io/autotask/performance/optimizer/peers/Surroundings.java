package io.autotask.performance.optimizer.peers;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A server in a process of its own, a {@code WebClient} as an application with the
 * starter gets it, and the one that the same application gets without it.
 */
final class Surroundings implements AutoCloseable {

	private final Process process;

	private final ConfigurableApplicationContext context;

	private final ConfigurableApplicationContext without;

	final WebClient ours;

	final WebClient plain;

	private final WebClient stats;

	/**
	 * Starts them.
	 * @param slots as many requests as the server answers at once
	 * @param latency milliseconds
	 */
	Surroundings(int slots, int latency) throws Exception {
		this.process = new ProcessBuilder("java", "-Xmx128m", "-cp", System.getProperty("java.class.path"),
				RowServer.class.getName(), String.valueOf(slots), String.valueOf(latency))
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		BufferedReader said = this.process.inputReader(StandardCharsets.UTF_8);
		String line = said.readLine();
		while (!line.matches("\\d+")) {
			line = said.readLine();
		}
		String base = "http://127.0.0.1:" + line;
		this.context = application(base, true);
		this.without = application(base, false);
		this.ours = to(this.context.getBean(WebClient.Builder.class), base);
		this.plain = to(this.without.getBean(WebClient.Builder.class), base);
		this.stats = WebClient.create(base);
	}

	private static ConfigurableApplicationContext application(String base, boolean enabled) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("autotask.performance.enabled=" + enabled,
					"autotask.performance.api.base-url=" + base + "/ATServicesRest", "spring.main.banner-mode=off",
					"autotask.performance.optimization.budget.requests-per-hour=10000000", "logging.level.root=error")
			.run();
	}

	private static WebClient to(WebClient.Builder builder, String base) {
		return builder.baseUrl(base + "/ATServicesRest/V1.0")
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(16 << 20))
			.defaultHeader("UserName", "user")
			.defaultHeader("Secret", "secret")
			.defaultHeader("ApiIntegrationCode", "CODE")
			.build();
	}

	/**
	 * What the server counted since the last time: requests, and those that it turned
	 * away.
	 */
	int[] counts() {
		String[] counts = this.stats.get().uri("/stats").retrieve().bodyToMono(String.class).block().split(" ");
		return new int[] { Integer.parseInt(counts[0]), Integer.parseInt(counts[1]) };
	}

	@Override
	public void close() {
		this.context.close();
		this.without.close();
		this.process.destroy();
	}

	/** An application. */
	@EnableAutoConfiguration
	static class Application {

	}

}
