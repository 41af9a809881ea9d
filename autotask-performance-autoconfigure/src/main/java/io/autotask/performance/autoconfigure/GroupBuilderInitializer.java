package io.autotask.performance.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.path.AutotaskPerformanceFilter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * Gives every HTTP service group a builder that puts our filter behind all others. Runs
 * just before Boot's own configurers; a group whose builder the application makes itself
 * is left to {@link GroupFilterFinisher}.
 */
final class GroupBuilderInitializer implements WebClientHttpServiceGroupConfigurer {

	private static final Log logger = LogFactory.getLog(GroupBuilderInitializer.class);

	private final AutotaskPerformanceFilter filter;

	GroupBuilderInitializer(AutotaskPerformanceFilter filter) {
		this.filter = filter;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 9;
	}

	@Override
	public void configureGroups(Groups<WebClient.Builder> groups) {
		List<String> names = new ArrayList<>();
		groups.filter((group) -> {
			names.add(group.name());
			return false;
		}).forEachClient((group, builder) -> {
		});
		names.forEach((name) -> initialize(groups, name));
	}

	private void initialize(Groups<WebClient.Builder> groups, String name) {
		try {
			groups.filterByName(name).forEachClient((group) -> this.filter.innermostOf(WebClient.builder()));
		}
		catch (IllegalStateException ex) {
			logger.debug("The builder of HTTP service group '" + name + "' is the application's own", ex);
		}
	}

}
