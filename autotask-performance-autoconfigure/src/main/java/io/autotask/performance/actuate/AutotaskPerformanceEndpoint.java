package io.autotask.performance.actuate;

import java.time.Instant;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.monitor.Resolution;
import org.jspecify.annotations.Nullable;
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
	 * @param resolution how fine the timeline is, {@code fine} unless said
	 * @param since samples of the timeline that ended until then are left out, for
	 * somebody who has them already
	 * @return a picture of this moment
	 */
	@ReadOperation
	public DashboardDescriptor dashboard(@Nullable Resolution resolution, @Nullable Instant since) {
		return DashboardDescriptor.of(this.performance.dashboard((resolution != null) ? resolution : Resolution.FINE,
				(since != null) ? since : Instant.MIN));
	}

}
