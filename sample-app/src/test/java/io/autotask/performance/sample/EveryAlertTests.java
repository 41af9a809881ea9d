package io.autotask.performance.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.cache.CacheInvalidatedEvent;
import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.monitor.MonitorEvent;
import io.autotask.performance.monitor.PerformanceMonitor;
import io.autotask.performance.monitor.profile.Profile;
import io.autotask.performance.sample.simulator.Simulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that can be wrong goes wrong in the sample at once. Each alert is on the
 * dashboard, in the log and an event; and so is each other kind of event.
 */
@ExtendWith(OutputCaptureExtension.class)
class EveryAlertTests {

	private static final String MONITOR = "--autotask.performance.monitor.";

	private static final Set<String> ALERTS = Set.of("latency", "error_rate", "error_burst", "cpu", "memory",
			"memory_leak", "throughput", "pool_efficiency", "queue", "budget", "circuit");

	@AutoClose
	private final ConfigurableApplicationContext application = SpringApplication.run(
			new Class<?>[] { SampleApplication.class, Listener.class },
			new String[] { "--server.port=0", "--sample.simulator.port=0", "--sample.simulator.latency=50ms",
					"--sample.simulator.faults.errors=0.9", "--sample.leak=512KB", MONITOR + "metrics-interval=100ms",
					MONITOR + "memory-leak-detection.interval=100ms", MONITOR + "memory-warning-threshold=1MB",
					MONITOR + "thresholds.max-response-time=10ms", MONITOR + "thresholds.max-cpu-usage=0",
					MONITOR + "thresholds.min-throughput=100000", MONITOR + "thresholds.min-pool-efficiency=100",
					"--autotask.performance.optimization.concurrency.max-queue=2",
					"--autotask.performance.optimization.budget.requests-per-hour=130" });

	@Test
	void isOnTheDashboardInTheLogAndAnEvent(CapturedOutput output) throws Exception {
		System.gc();
		try (Profile profile = this.application.getBean(PerformanceMonitor.class).startProfiling("trouble")) {
			makeCalls(80);
			profile.marker("nobody answers");
			this.application.getBean(Simulator.class).faults().unavailable(1);
			makeCalls(60);
		}
		this.application.getBean(AutotaskPerformance.class).cache().invalidate("Tickets");

		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> alerts().keySet().containsAll(ALERTS));

		assertThat(alerts()).allSatisfy((type, alert) -> {
			assertThat(alert.path("severity").asString()).as(type).isIn("low", "medium", "high", "critical");
			assertThat(alert.path("message").asString()).as(type).isNotBlank();
			assertThat(alert.path("currentValue").isNumber()).as(type).isTrue();
			assertThat(alert.path("threshold").isNumber()).as(type).isTrue();
			assertThat(alert.path("since").isString()).as(type).isTrue();
			assertThat(output).contains("Autotask Performance alert (" + type + "): ");
		});
		Map<String, Integer> heard = this.application.getBean(Listener.class).heard;
		Awaitility.await()
			.untilAsserted(() -> assertThat(heard).containsKeys("MetricsEvent", "RequestEvent", "PerformanceAlertEvent",
					"MemoryLeakDetectedEvent", "ProfileEvent", "CacheInvalidatedEvent"));
		assertThat(heard.get("PerformanceAlertEvent")).isGreaterThanOrEqualTo(ALERTS.size());
	}

	/** Five at once: three are on their way and two wait. */
	private void makeCalls(int count) {
		WebClient autotask = this.application.getBean(WebClient.class);
		Flux.range(1, count)
			.flatMap((id) -> autotask.get()
				.uri("/V1.0/Tickets/{id}", id)
				.attribute(AutotaskAttributes.BYPASS, true)
				.retrieve()
				.toBodilessEntity()
				.onErrorResume((failure) -> Mono.empty()), 5)
			.blockLast(Duration.ofMinutes(1));
	}

	private Map<String, JsonNode> alerts() throws IOException, InterruptedException {
		String port = Objects.requireNonNull(this.application.getEnvironment().getProperty("local.server.port"));
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + port + "/actuator/autotask-performance"))
			.build();
		String dashboard = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
		Map<String, JsonNode> alerts = new TreeMap<>();
		JsonMapper.shared()
			.readTree(dashboard)
			.at("/performance/alerts")
			.forEach((alert) -> alerts.put(alert.path("type").asString(), alert));
		return alerts;
	}

	/** As an application listens. */
	static class Listener {

		private final Map<String, Integer> heard = new ConcurrentHashMap<>();

		@EventListener
		void on(MonitorEvent event) {
			this.heard.merge(event.getClass().getSimpleName(), 1, Integer::sum);
		}

		@EventListener
		void on(CacheInvalidatedEvent event) {
			this.heard.merge(event.getClass().getSimpleName(), 1, Integer::sum);
		}

	}

}
