package io.autotask.performance.sample.simulator;

import io.autotask.performance.sample.simulator.api.ApiAnswer;
import io.autotask.performance.sample.simulator.api.ApiCall;
import io.autotask.performance.sample.simulator.limit.RollingHour;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a request has to pass: the tenant's hour, then a slot of its object. A
 * request that gets no slot counts against the hour, one that the used-up hour refuses
 * does not.
 */
final class Gates {

	private final RollingHour hour;

	private final Rejections rejections;

	private final boolean answersWhenSuspended;

	Gates(SimulatorSettings settings, RollingHour hour) {
		this.hour = hour;
		this.rejections = new Rejections(settings.threadsPerEndpoint(), settings.requestsPerHour());
		this.answersWhenSuspended = settings.thresholdInformationDuringSuspension();
	}

	/** The rejection, or {@code null} if the request may pass. */
	@Nullable ApiAnswer reject(ApiCall call, Passage passage, FaultSettings faults) {
		if (!this.hour.add() && !passesAnyway(call)) {
			return this.rejections.byHour(faults);
		}
		if (!call.endpoint().isEmpty() && !passage.takeSlot()) {
			return this.rejections.byThreads(faults);
		}
		return null;
	}

	private boolean passesAnyway(ApiCall call) {
		return this.answersWhenSuspended && call.endpoint().equals("ThresholdInformation") && this.hour.force();
	}

}
