package io.autotask.performance.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class AliasEnvironmentPostProcessorTests {

	@Test
	void anAliasWinsOverAFileAndLosesToTheSettingsOwnName() {
		assertThat(maxSize(Map.of())).isEqualTo(11);
		assertThat(maxSize(Map.of("AUTOTASK_CACHE_MAX_SIZE", "777"))).isEqualTo(777);
		assertThat(maxSize(Map.of("AUTOTASK_CACHE_MAX_SIZE", "777", "AUTOTASK_PERFORMANCE_CACHE_MAX_SIZE", "55")))
			.isEqualTo(55);
	}

	private static int maxSize(Map<String, Object> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		environment.getPropertySources()
			.addLast(new MapPropertySource("file", Map.of("autotask.performance.cache.max-size", "11")));
		new AliasEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
		return Binder.get(environment).bind("autotask.performance.cache.max-size", Integer.class).get();
	}

}
