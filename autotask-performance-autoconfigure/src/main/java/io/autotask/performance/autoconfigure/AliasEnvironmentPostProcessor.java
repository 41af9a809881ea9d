package io.autotask.performance.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Lets the settings that differ most from place to place have short names in the
 * environment, such as {@code AUTOTASK_CACHE_MAX_SIZE}. They rank just below the
 * environment, so a setting under its own name wins over its alias, and an alias over
 * {@code application.yml}. Durations are in milliseconds, as Spring Boot reads a number
 * without a unit.
 */
final class AliasEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final Map<String, String> ALIASES = Map.of("AUTOTASK_CACHE_MAX_SIZE",
			"autotask.performance.cache.max-size", "AUTOTASK_CACHE_DEFAULT_TTL",
			"autotask.performance.cache.default-ttl", "AUTOTASK_ENABLE_CACHE_WARMING",
			"autotask.performance.cache.warming.enabled", "AUTOTASK_METRICS_INTERVAL",
			"autotask.performance.monitor.metrics-interval", "AUTOTASK_ENABLE_PROFILING",
			"autotask.performance.monitor.profiling.enabled", "AUTOTASK_ENABLE_BATCHING",
			"autotask.performance.optimization.batching.enabled", "AUTOTASK_MAX_BATCH_SIZE",
			"autotask.performance.optimization.batching.max-size", "AUTOTASK_ENABLE_COMPRESSION",
			"autotask.performance.optimization.compression.enabled");

	@Override
	public int getOrder() {
		// Before the configuration files are read, so that they can refer to it.
		return Ordered.HIGHEST_PRECEDENCE + 6;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		PropertySource<?> system = environment.getPropertySources()
			.get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
		if (system == null) {
			return;
		}
		Map<String, Object> values = new LinkedHashMap<>();
		ALIASES.forEach((alias, property) -> {
			Object value = system.getProperty(alias);
			if (value != null) {
				values.put(property, value);
			}
		});
		if (!values.isEmpty()) {
			environment.getPropertySources()
				.addAfter(system.getName(), new OriginTrackedMapPropertySource("autotaskAliases", values, true));
		}
	}

}
