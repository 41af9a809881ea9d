package io.autotask.performance.autoconfigure;

import io.autotask.performance.path.AutotaskPerformanceFilter;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * Puts our filter behind all filters of those HTTP service groups whose builder the
 * application makes itself. Runs after all other configurers.
 */
final class GroupFilterFinisher implements WebClientHttpServiceGroupConfigurer {

	private final AutotaskPerformanceFilter filter;

	GroupFilterFinisher(AutotaskPerformanceFilter filter) {
		this.filter = filter;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void configureGroups(Groups<WebClient.Builder> groups) {
		groups.forEachClient((group, builder) -> this.filter.addTo(builder));
	}

}
