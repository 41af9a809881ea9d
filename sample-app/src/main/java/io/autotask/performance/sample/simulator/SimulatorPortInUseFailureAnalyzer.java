package io.autotask.performance.sample.simulator;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why the simulator's port could not be had.
 */
class SimulatorPortInUseFailureAnalyzer extends AbstractFailureAnalyzer<SimulatorPortInUseException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SimulatorPortInUseException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), "Stop what listens on port " + cause.port()
				+ ", or set 'sample.simulator.port' to a free port, or to 0 to have one picked. To use the real Autotask"
				+ " instead, set 'autotask.performance.api.base-url'.", cause);
	}

}
