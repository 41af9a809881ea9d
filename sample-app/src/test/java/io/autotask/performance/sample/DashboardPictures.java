package io.autotask.performance.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes the pictures of the dashboard in the documents, of the desk with its invented
 * users. Not part of the build, which is to leave no changed files behind:
 * {@code ./mvnw -pl sample-app -am test -Dtest=DashboardPictures
 * -Dsurefire.failIfNoSpecifiedTests=false}
 */
@EnabledIf("io.autotask.performance.sample.Browser#isInstalled")
class DashboardPictures {

	private static final Path IMAGES = Path.of("../docs/images");

	@Test
	@Timeout(10 * 60)
	void dashboard(@TempDir Path profile) throws IOException {
		try (ConfigurableApplicationContext desk = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--sample.simulator.port=0", "--sample.simulator.latency=80ms", "--sample.traffic.enabled=true",
				"--sample.traffic.rate=20", "--autotask.performance.monitor.metrics-interval=1s");
				Browser browser = Browser.open(profile)) {
			String url = "http://localhost:" + desk.getEnvironment().getRequiredProperty("local.server.port")
					+ "/actuator/autotask-performance";
			browser.visit(url);
			browser.until("document.querySelector('#state.good') !== null");
			browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
			browser.module("feed.js",
					"new Promise((done) => setInterval(() => it.current().points.fine.length > 45 && done(), 500))");
			Files.createDirectories(IMAGES);
			for (String theme : new String[] { "light", "dark" }) {
				browser.prefer(theme);
				browser.module("chart.js",
						"(it.redrawn(), new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))");
				Files.write(IMAGES.resolve("dashboard-" + theme + ".png"), browser.picture());
			}
			assertThat(browser.complaints()).isEmpty();
		}
	}

}
