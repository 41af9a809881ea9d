package io.autotask.performance.autoconfigure;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.actuate.AutotaskBenchmarksEndpoint;
import io.autotask.performance.benchmark.BenchmarkBudget;
import io.autotask.performance.benchmark.BenchmarkRefusedException;
import io.autotask.performance.benchmark.BenchmarkSuite;
import io.autotask.performance.benchmark.measure.UpstreamTap;
import io.autotask.performance.benchmark.measure.Vitals;
import io.autotask.performance.benchmark.work.Target;
import io.autotask.performance.benchmark.work.TrafficRecorder;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.client.ApiCredentials;
import io.autotask.performance.client.BaseUrl;
import io.autotask.performance.optimizer.budget.BudgetSettings;
import io.autotask.performance.optimizer.dispatch.DispatchStage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration of benchmarks. Their calls go through a client of the application's
 * own builder, with the credentials of the configuration, to its base URL.
 */
@AutoConfiguration(after = AutotaskPerformanceAutoConfiguration.class)
@ConditionalOnBean(AutotaskPerformance.class)
@ConditionalOnBooleanProperty(name = "autotask.performance.benchmark.enabled", matchIfMissing = true)
@EnableConfigurationProperties(BenchmarkProperties.class)
public final class AutotaskBenchmarkAutoConfiguration {

	@Bean
	UpstreamTap autotaskBenchmarkTap(TimeSource time) {
		return new UpstreamTap(time);
	}

	@Bean
	TrafficRecorder autotaskTrafficRecorder(BenchmarkProperties properties, TimeSource time) {
		return new TrafficRecorder(properties.recorded(), time);
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	BenchmarkSuite autotaskBenchmarks(BenchmarkProperties properties, UpstreamTap tap, TrafficRecorder recorder,
			TimeSource time, SettingsMapper settings, AutotaskPerformance performance, DispatchStage dispatch,
			OwnFailures failures, ObjectProvider<WebClient.Builder> builders,
			ObjectProvider<ClientHttpConnectorBuilder<?>> connectors, ObjectProvider<HttpClientSettings> http,
			Environment environment, ApplicationEventPublisher events) {
		HttpClientSettings withoutRedirects = http.getIfAvailable(HttpClientSettings::defaults)
			.withRedirects(HttpRedirects.DONT_FOLLOW);
		ApiCredentials credentials = settings.credentials();
		WebClient client = performance.instrument(builders.getIfUnique(WebClient::builder)
			.clone()
			.clientConnector(connectors.getIfAvailable(ClientHttpConnectorBuilder::detect).build(withoutRedirects))
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(settings.maxBufferedBody()))
			.defaultHeaders((headers) -> {
				headers.set("UserName", credentials.username());
				headers.set("Secret", credentials.secret());
				headers.set("ApiIntegrationCode", credentials.integrationCode());
			})
			.build());
		BenchmarkSuite suite = new BenchmarkSuite(properties.settings(),
				new BenchmarkSuite.Parts(() -> target(settings, credentials, client), tap, recorder, time,
						() -> budget(settings.baseUrl(), dispatch), Vitals::now, configuration(environment), failures));
		suite.addListener(events::publishEvent);
		return suite;
	}

	private static Target target(SettingsMapper settings, ApiCredentials credentials, WebClient client) {
		URI baseUrl = settings.baseUrl();
		if (baseUrl == null || !credentials.isComplete()) {
			throw new BenchmarkRefusedException("target",
					"It is not known where a benchmark may go: 'autotask.performance.api.base-url', '.username', "
							+ "'.secret' and '.integration-code' are needed, of a simulator on this machine",
					"autotask.performance.api.base-url");
		}
		return new Target(BaseUrl.versioned(baseUrl), client);
	}

	/** What the tenant has in this hour, as the calls of the application are told. */
	private static BenchmarkBudget budget(@Nullable URI baseUrl, DispatchStage dispatch) {
		BudgetSettings settings = dispatch.settings().budget();
		Long all = (settings.requestsPerHour() != BudgetSettings.UNLIMITED) ? (long) settings.requestsPerHour() : null;
		String tenant = (baseUrl != null) ? String.valueOf(Origin.of(baseUrl)) : "";
		return dispatch.budgets()
			.snapshot()
			.scopes()
			.stream()
			.filter((scope) -> scope.scope().equals(tenant))
			.findFirst()
			.map((scope) -> new BenchmarkBudget((scope.limit() != null) ? (Long) scope.limit().longValue() : null,
					(long) scope.used(), settings.backgroundCeiling()))
			.orElseGet(() -> new BenchmarkBudget(all, 0L, settings.backgroundCeiling()));
	}

	/** What is set, without anything that could be a secret. */
	private static Map<String, String> configuration(Environment environment) {
		Map<String, String> settings = new TreeMap<>();
		for (String name : new String[] { "enabled", "cache.enabled", "cache.default-ttl", "cache.reference-data-ttl",
				"cache.max-size", "cache.max-weight", "optimization.enabled", "optimization.deduplication.enabled",
				"optimization.batching.enabled", "optimization.concurrency.max-per-endpoint",
				"optimization.concurrency.max-total", "optimization.budget.requests-per-hour" }) {
			String value = environment.getProperty("autotask.performance." + name);
			if (value != null) {
				settings.put(name, value);
			}
		}
		return settings;
	}

	/** Benchmarks as a resource of the actuator. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
	static class EndpointConfiguration {

		private static final EndpointId ID = EndpointId.of(AutotaskBenchmarksEndpoint.ID);

		@Bean
		PathMapper autotaskBenchmarksPathMapper() {
			return (id) -> id.equals(ID) ? "autotask-benchmarks" : null;
		}

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnAvailableEndpoint
		AutotaskBenchmarksEndpoint autotaskBenchmarksEndpoint(BenchmarkSuite suite, Environment environment,
				ObjectProvider<PathMapper> pathMappers) {
			String base = environment.getProperty("management.endpoints.web.base-path", "/actuator");
			return new AutotaskBenchmarksEndpoint(suite,
					base + "/" + PathMapper.getRootPath(pathMappers.orderedStream().toList(), ID));
		}

	}

}
