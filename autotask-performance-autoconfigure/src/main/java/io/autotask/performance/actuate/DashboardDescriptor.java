package io.autotask.performance.actuate;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.autotask.performance.PerformanceDashboard;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The dashboard as the endpoint answers it: written by the actuator's own mapper, so that
 * no setting of the application's changes its shape.
 *
 * @param timestamp see {@link PerformanceDashboard#timestamp()}
 * @param enabled see {@link PerformanceDashboard#enabled()}
 * @param performance see {@link PerformanceDashboard#performance()}
 * @param cache see {@link PerformanceDashboard#cache()}
 * @param optimization see {@link PerformanceDashboard#optimization()}
 * @param budget see {@link PerformanceDashboard#budget()}
 * @param recommendations see {@link PerformanceDashboard#recommendations()}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DashboardDescriptor(Instant timestamp, boolean enabled,
		PerformanceDashboard.@Nullable Performance performance, PerformanceDashboard.Cache cache,
		PerformanceDashboard.Optimization optimization, PerformanceDashboard.@Nullable Budget budget,
		@Nullable List<PerformanceDashboard.Recommendation> recommendations) implements OperationResponseBody {

	static DashboardDescriptor of(PerformanceDashboard dashboard) {
		return new DashboardDescriptor(dashboard.timestamp(), dashboard.enabled(), dashboard.performance(),
				dashboard.cache(), dashboard.optimization(), dashboard.budget(), dashboard.recommendations());
	}

}
