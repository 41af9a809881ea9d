package io.autotask.performance.sample.simulator;

/**
 * A setting of the simulator has a value that cannot be.
 */
@SuppressWarnings("serial")
final class InvalidSimulatorSettingException extends IllegalArgumentException {

	private final String property;

	private final String allowed;

	InvalidSimulatorSettingException(String property, Object value, String allowed) {
		super("The property 'sample.simulator.%s' has the value '%s', but must be %s.".formatted(property, value,
				allowed));
		this.property = property;
		this.allowed = allowed;
	}

	String action() {
		return "Set 'sample.simulator.%s' to %s.".formatted(this.property, this.allowed);
	}

}
