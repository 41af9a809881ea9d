package io.autotask.performance.autoconfigure;

import io.autotask.performance.stub.StubAutotask;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

/** Applications that use {@code WebClient} and have the starter. */
final class Contexts {

	private Contexts() {
	}

	/**
	 * An application in front of a stub, with the request path and the credentials of a
	 * user.
	 * @param more what else is configured
	 */
	static ApplicationContextRunner inFrontOf(StubAutotask autotask, Class<?>... more) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(HttpClientAutoConfiguration.class,
					ReactiveHttpClientAutoConfiguration.class, CodecsAutoConfiguration.class,
					WebClientAutoConfiguration.class, AutotaskPerformanceAutoConfiguration.class))
			.withConfiguration(AutoConfigurations.of(more))
			.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s",
					"autotask.performance.api.base-url=" + autotask.baseUrl(), "autotask.performance.api.username=user",
					"autotask.performance.api.secret=secret", "autotask.performance.api.integration-code=CODE");
	}

}
