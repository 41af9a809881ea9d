package io.autotask.performance.autoconfigure;

import io.autotask.performance.actuate.AutotaskHealthIndicator;
import io.autotask.performance.actuate.AutotaskInfoContributor;
import io.autotask.performance.metrics.AutotaskCacheMeters;
import io.autotask.performance.metrics.AutotaskMeters;
import io.autotask.performance.stub.StubAutotask;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class AutotaskMetricsAutoConfigurationTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
						WebClientAutoConfiguration.class, AutotaskPerformanceAutoConfiguration.class,
						AutotaskMonitorAutoConfiguration.class, AutotaskCacheManagerAutoConfiguration.class,
						AutotaskMetricsAutoConfiguration.class, AutotaskHealthAutoConfiguration.class))
		.withPropertyValues("autotask.performance.api.base-url=" + this.autotask.baseUrl());

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void callsAreInTheApplicationsRegistry() {
		this.contextRunner.run((context) -> {
			WebClient client = context.getBean(WebClient.Builder.class)
				.baseUrl(this.autotask.baseUrl() + "/V1.0")
				.defaultHeader("UserName", "user")
				.defaultHeader("Secret", "secret")
				.defaultHeader("ApiIntegrationCode", "CODE")
				.build();
			for (int i = 0; i < 3; i++) {
				client.get().uri("/Tickets/5").retrieve().bodyToMono(String.class).block();
			}
			context.getBean("autotaskCacheManager", CacheManager.class).getCache("companies").get("x");
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("autotask.client.requests").tag("served", "cache").timer().count()).isEqualTo(2);
			assertThat(registry.get("autotask.client.requests").tag("served", "network").timer().count()).isEqualTo(1);
			assertThat(registry.get("autotask.upstream.requests").timer().count()).isEqualTo(1);
			assertThat(registry.get("autotask.queue.wait").timer().count()).isEqualTo(1);
			assertThat(registry.get("autotask.queue.size").gauge().value()).isZero();
			assertThat(registry.get("cache.gets").tags("name", "answers", "result", "hit").functionCounter().count())
				.isEqualTo(2);
			assertThat(registry.get("cache.puts").tag("name", "answers").functionCounter().count()).isEqualTo(1);
			assertThat(registry.get("cache.gets").tags("name", "companies", "result", "miss").functionCounter().count())
				.isEqualTo(1);
		});
	}

	@Test
	void anApplicationWithoutMicrometerStarts() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(AutotaskMeters.class)
				.doesNotHaveBean(AutotaskCacheMeters.class));
	}

	@Test
	void anApplicationWithoutTheActuatorStarts() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(HealthIndicator.class, InfoContributor.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(AutotaskHealthIndicator.class)
				.doesNotHaveBean(AutotaskInfoContributor.class));
	}

	@Test
	void healthAndInfoCanBeSwitchedOff() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(AutotaskHealthIndicator.class)
			.hasSingleBean(AutotaskInfoContributor.class));
		this.contextRunner
			.withPropertyValues("management.health.autotask.enabled=false", "management.info.autotask.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AutotaskHealthIndicator.class)
				.doesNotHaveBean(AutotaskInfoContributor.class));
	}

	@Test
	void whatIsNotMeasuredHasNoMeters() {
		this.contextRunner.withPropertyValues("autotask.performance.monitor.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AutotaskMeters.class)
				.hasSingleBean(AutotaskCacheMeters.class));
		this.contextRunner.withPropertyValues("autotask.performance.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AutotaskMeters.class)
				.doesNotHaveBean(AutotaskCacheMeters.class));
	}

}
