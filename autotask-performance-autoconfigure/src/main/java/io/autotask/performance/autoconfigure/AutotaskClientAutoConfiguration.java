package io.autotask.performance.autoconfigure;

import java.net.URI;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.client.ApiCredentials;
import io.autotask.performance.client.ApiHttp;
import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.client.BaseUrl;
import io.autotask.performance.client.ClientSettings;
import io.autotask.performance.client.RowMapper;
import io.autotask.performance.client.ZoneDiscovery;
import io.autotask.performance.client.ZoneFollowing;
import io.autotask.performance.client.scan.SlotState;
import io.autotask.performance.optimizer.budget.Budgets;
import io.autotask.performance.optimizer.dispatch.DispatchStage;
import io.autotask.performance.optimizer.dispatch.QueueSnapshot;
import io.autotask.performance.path.AutotaskPerformanceFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Auto-configuration of {@link AutotaskClient}, when it is known where Autotask is or who
 * asks.
 */
@AutoConfiguration(after = AutotaskPerformanceAutoConfiguration.class)
@Conditional(AutotaskClientAutoConfiguration.OnApi.class)
@EnableConfigurationProperties(AutotaskPagingProperties.class)
public final class AutotaskClientAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClientSettings autotaskClientSettings(AutotaskPagingProperties paging, AutotaskPerformance performance,
			AutotaskPerformanceProperties properties, OptimizerProperties optimizer, DispatchStage dispatch,
			TimeSource time) {
		return new ClientSettings(paging.settings(), (entity) -> slots(dispatch.snapshot().get(entity)),
				() -> remaining(dispatch),
				(entity) -> properties.enabled() ? performance.cache().watch(entity) : () -> false, time,
				optimizer.projection().enabled());
	}

	@Bean
	@ConditionalOnMissingBean
	AutotaskClient autotaskClient(SettingsMapper settings, ClientSettings clientSettings,
			AutotaskPerformance performance, AutotaskPerformanceFilter filter,
			ObjectProvider<WebClient.Builder> builders, ObjectProvider<ClientHttpConnectorBuilder<?>> connectors,
			ObjectProvider<HttpClientSettings> http) {
		WebClient.Builder builder = builders.getIfUnique(WebClient::builder).clone();
		// A redirect could lead the credentials to another host.
		HttpClientSettings withoutRedirects = http.getIfAvailable(HttpClientSettings::defaults)
			.withRedirects(HttpRedirects.DONT_FOLLOW);
		ZoneFollowing zones = new ZoneFollowing();
		WebClient web = performance.instrument(builder.filter(zones)
			.clientConnector(connectors.getIfAvailable(ClientHttpConnectorBuilder::detect).build(withoutRedirects))
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(settings.maxBufferedBody()))
			.build());
		ApiCredentials credentials = settings.credentials();
		ApiHttp api = new ApiHttp(web, new RowMapper(), credentials, clientSettings).tellingPlaces(filter.callSites());
		BaseUrl baseUrl = baseUrl(settings, api, credentials);
		if (baseUrl instanceof ZoneDiscovery discovery) {
			zones.follow(discovery);
		}
		return new AutotaskClient(api, baseUrl);
	}

	/** What calls of normal priority may spend now. */
	private static @Nullable Long remaining(DispatchStage dispatch) {
		Budgets.Allowance allowance = dispatch.allowance(CallOptions.NORMAL_PRIORITY);
		return (allowance != null) ? (long) allowance.left() : null;
	}

	private static @Nullable SlotState slots(@Nullable QueueSnapshot queue) {
		return (queue != null) ? new SlotState(queue.inFlight(), queue.waiting(), queue.limit()) : null;
	}

	private static BaseUrl baseUrl(SettingsMapper settings, ApiHttp api, ApiCredentials credentials) {
		URI configured = settings.baseUrl();
		if (configured != null) {
			return BaseUrl.fixed(configured);
		}
		String username = credentials.username();
		if (username == null) {
			return () -> Mono.error(new IllegalStateException("It is not known where Autotask is: set "
					+ "'autotask.performance.api.base-url', or 'autotask.performance.api.username' to have it found"));
		}
		return new ZoneDiscovery(api, settings.discoveryUrl(), username, settings.origins()::isTrusted);
	}

	/** Where Autotask is, or who asks. */
	static class OnApi extends AnyNestedCondition {

		OnApi() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnProperty("autotask.performance.api.base-url")
		static class OnBaseUrl {

		}

		@ConditionalOnProperty("autotask.performance.api.username")
		static class OnUsername {

		}

	}

}
