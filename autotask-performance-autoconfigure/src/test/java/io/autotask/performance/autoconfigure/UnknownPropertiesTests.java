package io.autotask.performance.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UnknownPropertiesTests {

	private final UnknownProperties properties = new UnknownProperties(
			List.of("autotask.performance.enabled", "autotask.performance.cache.default-ttl",
					"autotask.performance.cache.max-size", "autotask.performance.cache.entities",
					"autotask.performance.api.hosts"),
			Map.of("autotask.performance.cache.entities", Set.of("ttl", "enabled")));

	@ParameterizedTest
	@ValueSource(strings = { "autotask.performance.cache.default-ttl", "autotask.performance.cache.defaultTtl",
			"AUTOTASK_PERFORMANCE_CACHE_DEFAULT_TTL", "AUTOTASK_PERFORMANCE_CACHE_DEFAULTTTL",
			"autotask.performance.cache.entities.Tickets.ttl", "autotask.performance.cache.entities[Tickets].ttl",
			"AUTOTASK_PERFORMANCE_CACHE_ENTITIES_TICKETS_TTL", "autotask.performance.api.hosts[0]",
			"AUTOTASK_PERFORMANCE_API_HOSTS_0" })
	void knowsAPropertyHoweverItIsWritten(String name) {
		assertThat(this.properties.describe(List.of(name))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "autotask.performance.enable, autotask.performance.enabled",
			"autotask.performance.cache.entities.Tickets.tll, autotask.performance.cache.entities.*.ttl",
			"AUTOTASK_PERFORMANCE_CACHE_ENTITIES_TICKETS_ENABLE, autotask.performance.cache.entities.*.enabled",
			"autotask.performance.cache.ttl, autotask.performance.cache.default-ttl",
			"AUTOTASK_PERFORMANCE_CACHE_MAXSIZES, autotask.performance.cache.max-size" })
	void namesTheNearestOne(String name, String nearest) {
		assertThat(this.properties.describe(List.of(name))).singleElement()
			.asString()
			.contains("'" + name + "' does not exist")
			.contains("'" + nearest + "'");
	}

	@Test
	void saysNothingWhenThereIsNothingToSay() {
		assertThat(this.properties.describe(List.of())).isEmpty();
	}

}
