package io.autotask.performance.actuate;

import io.autotask.performance.AutotaskPerformance;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The dashboard as JSON, at {@code /actuator/autotask-performance}. Its id has no dash,
 * because the actuator warns of one at every start; a path mapper adds it to the URL.
 */
@Endpoint(id = AutotaskPerformanceEndpoint.ID)
public class AutotaskPerformanceEndpoint {

	/** The endpoint's id. */
	public static final String ID = "autotaskperformance";

	private final AutotaskPerformance performance;

	/**
	 * The endpoint.
	 * @param performance what it shows
	 */
	public AutotaskPerformanceEndpoint(AutotaskPerformance performance) {
		this.performance = performance;
	}

	/**
	 * The dashboard.
	 * @return a picture of this moment
	 */
	@ReadOperation
	public DashboardDescriptor dashboard() {
		return DashboardDescriptor.of(this.performance.dashboard());
	}

}
