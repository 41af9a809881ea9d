package io.autotask.performance.sample.simulator;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a setting of the simulator that cannot be.
 */
class InvalidSimulatorSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSimulatorSettingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSimulatorSettingException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
	}

}
