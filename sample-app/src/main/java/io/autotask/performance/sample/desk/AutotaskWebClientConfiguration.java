package io.autotask.performance.sample.desk;

import io.autotask.performance.autoconfigure.AutotaskPerformanceProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A {@code WebClient} for Autotask, as applications had it before the starter: nothing in
 * it is about performance.
 */
@Configuration(proxyBeanMethods = false)
class AutotaskWebClientConfiguration {

	@Bean
	WebClient autotaskWebClient(WebClient.Builder builder, AutotaskPerformanceProperties properties) {
		AutotaskPerformanceProperties.Api api = properties.api();
		Assert.hasText(api.baseUrl(), "The sample needs 'autotask.performance.api.base-url', such as "
				+ "https://webservices5.autotask.net/ATServicesRest, when 'sample.simulator.enabled' is 'false'");
		return builder.baseUrl(api.baseUrl()).defaultHeaders((headers) -> {
			set(headers, "UserName", api.username());
			set(headers, "Secret", api.secret());
			set(headers, "ApiIntegrationCode", api.integrationCode());
		}).build();
	}

	private static void set(HttpHeaders headers, String name, @Nullable String value) {
		if (value != null) {
			headers.set(name, value);
		}
	}

}
