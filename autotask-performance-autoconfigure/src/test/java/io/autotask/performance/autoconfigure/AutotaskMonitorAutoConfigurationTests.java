package io.autotask.performance.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.PerformanceDashboard;
import io.autotask.performance.monitor.MetricsEvent;
import io.autotask.performance.monitor.PerformanceMonitor;
import io.autotask.performance.monitor.RequestEvent;
import io.autotask.performance.stub.StubAutotask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class AutotaskMonitorAutoConfigurationTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final ApplicationContextRunner contextRunner = Contexts
		.inFrontOf(this.autotask, AutotaskMonitorAutoConfiguration.class)
		.withPropertyValues("autotask.performance.monitor.metrics-interval=100ms");

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void samplesAndCallsAreEventsOfTheApplication() {
		this.contextRunner.withBean(Listener.class).run((context) -> {
			read(context);
			read(context);
			Listener listener = context.getBean(Listener.class);
			Awaitility.await()
				.until(() -> listener.metrics.stream().mapToLong((event) -> event.sample().calls().total()).sum() == 2
						&& listener.requests.size() == 2);
			assertThat(listener.requests).extracting((event) -> event.request().served())
				.containsExactly("network", "cache");
		});
	}

	@Test
	void singleCallsAreNoEventsWhenNobodyListensForThem() {
		this.contextRunner.run((context) -> {
			PerformanceMonitor monitor = context.getBean(PerformanceMonitor.class);
			read(context);
			Awaitility.await().until(() -> !monitor.requests(1).isEmpty());
			assertThat(monitor).extracting("outlet.requestsWanted").isEqualTo(false);
		});
	}

	@Test
	void theTimelineIsOnTheDashboard() {
		this.contextRunner.run((context) -> {
			read(context);
			read(context);
			AutotaskPerformance performance = context.getBean(AutotaskPerformance.class);
			Awaitility.await().until(() -> requests(performance.dashboard().performance().timeline()) == 2);
			PerformanceDashboard.Performance figures = performance.dashboard().performance();
			assertThat(figures.metrics().cpuUsage()).isBetween(0.0, 100.0);
			assertThat(figures.metrics().peakMemoryUsage()).isGreaterThanOrEqualTo(figures.metrics().memoryUsage());
			assertThat(figures.recent().cacheHitRate()).isEqualTo(50);
			assertThat(figures.served()).containsEntry("cache", 1L).containsEntry("network", 1L);
			PerformanceDashboard.Endpoint tickets = figures.endpoints().get("Tickets").get("get");
			assertThat(tickets.served().get("cache").count()).isEqualTo(1);
			assertThat(tickets.upstream().count()).isEqualTo(1);
		});
	}

	@Test
	void theMonitorStopsWithTheApplicationAndWhenItIsSwitchedOff() {
		PerformanceMonitor[] monitor = new PerformanceMonitor[1];
		this.contextRunner.run((context) -> {
			monitor[0] = context.getBean(PerformanceMonitor.class);
			AutotaskPerformance performance = context.getBean(AutotaskPerformance.class);
			assertThat(monitor[0].isRunning()).isTrue();
			performance.disable();
			performance.disable();
			assertThat(monitor[0].isRunning()).isFalse();
			performance.enable();
			performance.enable();
			assertThat(monitor[0].isRunning()).isTrue();
		});
		assertThat(monitor[0].isRunning()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "autotask.performance.enabled", "autotask.performance.monitor.enabled" })
	void nothingRunsWhenItIsSwitchedOffAtTheStart(String property) {
		this.contextRunner.withPropertyValues(property + "=false")
			.run((context) -> assertThat(context.getBean(PerformanceMonitor.class).isRunning()).isFalse());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"metrics-interval=10ms | Property 'autotask.performance.monitor.metrics-interval' is 'PT0.01S', but it must be from 100ms to 1h",
			"max-samples=0 | Property 'autotask.performance.monitor.max-samples' is '0', but it must be from 1 to 1000000" })
	void aValueThatCannotBeStopsTheStart(String property, String words) {
		this.contextRunner.withPropertyValues("autotask.performance.monitor." + property)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(words));
	}

	private void read(ApplicationContext context) {
		context.getBean(WebClient.Builder.class)
			.baseUrl(this.autotask.baseUrl() + "/V1.0")
			.defaultHeader("UserName", "user")
			.defaultHeader("Secret", "secret")
			.defaultHeader("ApiIntegrationCode", "CODE")
			.build()
			.get()
			.uri("/Tickets/5")
			.retrieve()
			.bodyToMono(String.class)
			.block(Duration.ofSeconds(10));
	}

	private static long requests(List<PerformanceDashboard.TimelinePoint> timeline) {
		return timeline.stream().mapToLong(PerformanceDashboard.TimelinePoint::totalRequests).sum();
	}

	static class Listener {

		private final List<MetricsEvent> metrics = new CopyOnWriteArrayList<>();

		private final List<RequestEvent> requests = new CopyOnWriteArrayList<>();

		@EventListener
		void on(MetricsEvent event) {
			this.metrics.add(event);
		}

		@EventListener
		void on(RequestEvent event) {
			this.requests.add(event);
		}

	}

}
