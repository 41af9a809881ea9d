package io.autotask.performance.sample.simulator;

/**
 * The port of the simulator cannot be listened on.
 */
@SuppressWarnings("serial")
public final class SimulatorPortInUseException extends RuntimeException {

	private final int port;

	SimulatorPortInUseException(int port, Throwable cause) {
		super("The Autotask simulator cannot listen on port " + port
				+ " of 127.0.0.1 ('sample.simulator.port'): the port is taken or not allowed.", cause);
		this.port = port;
	}

	public int port() {
		return this.port;
	}

}
