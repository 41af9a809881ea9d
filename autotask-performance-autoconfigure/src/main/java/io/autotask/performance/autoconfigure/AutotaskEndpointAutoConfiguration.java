package io.autotask.performance.autoconfigure;

import java.util.Map;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.actuate.AutotaskPerformanceEndpoint;
import io.autotask.performance.actuate.AutotaskPerformanceWebExtension;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the actuator endpoints.
 */
@AutoConfiguration(after = AutotaskPerformanceAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(AutotaskPerformance.class)
public final class AutotaskEndpointAutoConfiguration {

	private static final Map<EndpointId, String> PATHS = Map.of(EndpointId.of(AutotaskPerformanceEndpoint.ID),
			"autotask-performance");

	@Bean
	PathMapper autotaskEndpointPathMapper() {
		return PATHS::get;
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	AutotaskPerformanceEndpoint autotaskPerformanceEndpoint(AutotaskPerformance performance) {
		return new AutotaskPerformanceEndpoint(performance);
	}

	@Bean
	DashboardPath autotaskDashboardPath(ObjectProvider<PathMappedEndpoints> endpoints) {
		return () -> {
			PathMappedEndpoints exposed = endpoints.getIfAvailable();
			return (exposed != null) ? exposed.getPath(EndpointId.of(AutotaskPerformanceEndpoint.ID)) : null;
		};
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(AutotaskPerformanceEndpoint.class)
	AutotaskPerformanceWebExtension autotaskPerformanceWebExtension(AutotaskPerformanceEndpoint endpoint,
			ObjectProvider<PathMappedEndpoints> endpoints) {
		// The endpoints are not known before all of them are made, this one too.
		return new AutotaskPerformanceWebExtension(endpoint, (id) -> endpoints.getObject().getRootPath(id));
	}

}
